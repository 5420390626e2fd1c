/// What keeps an account its owner's, by mail: a new password for who forgot theirs, addresses that
/// are confirmed, and word of what somebody else may have done.
@NullMarked
package dev.microblog.security;

import org.jspecify.annotations.NullMarked;
