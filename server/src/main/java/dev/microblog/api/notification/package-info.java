/// What people are told, for programs.
@NullMarked
package dev.microblog.api.notification;

import org.jspecify.annotations.NullMarked;
