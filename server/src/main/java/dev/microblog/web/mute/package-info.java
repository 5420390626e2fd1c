/// Muting people, the list of who is muted, and the words that one filters.
@NullMarked
package dev.microblog.web.mute;

import org.jspecify.annotations.NullMarked;
