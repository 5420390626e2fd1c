/// The page of the tokens for programs.
@NullMarked
package dev.microblog.web.token;

import org.jspecify.annotations.NullMarked;
