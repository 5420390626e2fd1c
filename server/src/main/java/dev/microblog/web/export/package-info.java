/// The pages on which people take what they have here with them, and bring what they have
// elsewhere.
@NullMarked
package dev.microblog.web.export;

import org.jspecify.annotations.NullMarked;
