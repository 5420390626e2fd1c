/// People, and what one does with them, for programs.
@NullMarked
package dev.microblog.api.person;

import org.jspecify.annotations.NullMarked;
