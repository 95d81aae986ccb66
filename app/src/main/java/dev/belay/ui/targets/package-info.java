/** Profiles: add, edit, test, remove; the first start. */
@NullMarked
package dev.belay.ui.targets;

import org.jspecify.annotations.NullMarked;
