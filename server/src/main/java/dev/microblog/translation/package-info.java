/// Translating posts by a service that the operator chose.
@NullMarked
package dev.microblog.translation;

import org.jspecify.annotations.NullMarked;
