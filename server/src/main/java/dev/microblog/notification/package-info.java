/// What people are told: who follows them, mentions them and writes to them, and what happened to
/// their account.
@NullMarked
package dev.microblog.notification;

import org.jspecify.annotations.NullMarked;
