/// Imports: what somebody wrote elsewhere, from a file of theirs.
@NullMarked
package dev.microblog.imports;

import org.jspecify.annotations.NullMarked;
