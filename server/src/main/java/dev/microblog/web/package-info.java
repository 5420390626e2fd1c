/// The pages: what they share.
@NullMarked
package dev.microblog.web;

import org.jspecify.annotations.NullMarked;
