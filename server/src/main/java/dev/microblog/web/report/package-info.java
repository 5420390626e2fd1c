/// Reporting posts and people.
@NullMarked
package dev.microblog.web.report;

import org.jspecify.annotations.NullMarked;
