/// What is one's own: profile, settings, sessions, tokens, export, for programs.
@NullMarked
package dev.microblog.api.own;

import org.jspecify.annotations.NullMarked;
