/// Pages for those who look after the site.
@NullMarked
package dev.microblog.web.admin;

import org.jspecify.annotations.NullMarked;
