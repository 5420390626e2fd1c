/// The commands of the operator.
@NullMarked
package dev.microblog.cli;

import org.jspecify.annotations.NullMarked;
