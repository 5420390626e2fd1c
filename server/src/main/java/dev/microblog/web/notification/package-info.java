/// The page of notifications, and what tells open pages of news.
@NullMarked
package dev.microblog.web.notification;

import org.jspecify.annotations.NullMarked;
