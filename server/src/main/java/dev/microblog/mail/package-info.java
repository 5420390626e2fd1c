/// Mail to people and to those who run the site: written into the transaction of what it is about,
/// and sent after it.
@NullMarked
package dev.microblog.mail;

import org.jspecify.annotations.NullMarked;
