#!/bin/sh
# Renders icons/belay.svg to every size that windows, docks and installers ask for. Needs rsvg-convert (librsvg2-bin).
set -eu
cd "$(dirname "$0")/../icons"
for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert --width $size --height $size --output "belay-$size.png" belay.svg
done
