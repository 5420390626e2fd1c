/// What somebody does not want to read: the posts of people whom they muted, and posts with words
/// that they filter. Nobody else is told.
@NullMarked
package dev.microblog.mute;

import org.jspecify.annotations.NullMarked;
