import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The icons that Windows and macOS want, put together from the PNGs that icons.sh drew of the SVG.
 */
final class Icons {
    private static final List<Integer> ICO = List.of(16, 24, 32, 48, 64, 128, 256);

    /** The types of PNGs by their size; see Apple's icns format. */
    private static final Map<Integer, String> ICNS =
            new TreeMap<>(
                    Map.of(
                            16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512,
                            "ic09"));

    private static final int ICO_HEAD = 6;
    private static final int ICO_ENTRY = 16;

    private Icons() {}

    static void make(Layout layout) throws IOException {
        Path pictures = layout.packaging().resolve("../icons").normalize();
        Files.createDirectories(layout.icons());
        Files.write(layout.icons().resolve("belay.ico"), ico(pictures));
        Files.write(layout.icons().resolve("belay.icns"), icns(pictures));
    }

    private static byte[] picture(Path pictures, int size) throws IOException {
        return Files.readAllBytes(pictures.resolve("belay-" + size + ".png"));
    }

    /** A directory of little-endian entries, then the PNGs themselves. */
    private static byte[] ico(Path pictures) throws IOException {
        ByteArrayOutputStream bodies = new ByteArrayOutputStream();
        ByteBuffer head =
                ByteBuffer.allocate(ICO_HEAD + ICO_ENTRY * ICO.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) ICO.size());
        for (int size : ICO) {
            byte[] png = picture(pictures, size);
            // 0 stands for 256; no palette, one plane, 32 bits a pixel.
            head.put((byte) size).put((byte) size).putShort((short) 0);
            head.putShort((short) 1).putShort((short) 32);
            head.putInt(png.length).putInt(head.capacity() + bodies.size());
            bodies.write(png);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.array());
        bodies.writeTo(whole);
        return whole.toByteArray();
    }

    /** Each PNG with its type and its length, which counts these eight bytes as well. */
    private static byte[] icns(Path pictures) throws IOException {
        ByteArrayOutputStream bodies = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bodies);
        for (Map.Entry<Integer, String> each : ICNS.entrySet()) {
            byte[] png = picture(pictures, each.getKey());
            out.write(each.getValue().getBytes(StandardCharsets.US_ASCII));
            out.writeInt(png.length + 8);
            out.write(png);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(whole);
        file.write("icns".getBytes(StandardCharsets.US_ASCII));
        file.writeInt(bodies.size() + 8);
        bodies.writeTo(file);
        return whole.toByteArray();
    }
}
