/** How a change is told to those who want to hear of it. Needs no other package. */
@NullMarked
package dev.belay.news;

import org.jspecify.annotations.NullMarked;
