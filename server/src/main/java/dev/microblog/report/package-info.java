/// What people report: posts and people, to those who look after the site.
@NullMarked
package dev.microblog.report;

import org.jspecify.annotations.NullMarked;
