/// Text: message bundles, cleaning, folding and counting as a reader counts.
@NullMarked
package dev.microblog.platform.text;

import org.jspecify.annotations.NullMarked;
