/// Pages to sign up, sign in and out, and to edit one's profile.
@NullMarked
package dev.microblog.web.account;

import org.jspecify.annotations.NullMarked;
