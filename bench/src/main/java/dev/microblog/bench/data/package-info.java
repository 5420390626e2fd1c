/// Makes a site to measure: people, follows, posts and sessions, straight into the tables.
@NullMarked
package dev.microblog.bench.data;

import org.jspecify.annotations.NullMarked;
