/** Real servers and files that tests of several packages share. */
package dev.belay.testing;
