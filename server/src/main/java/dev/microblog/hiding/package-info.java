/// Posts that are hidden and may be shown again: single ones, and those of a suspended account.
@NullMarked
package dev.microblog.hiding;

import org.jspecify.annotations.NullMarked;
