/// Measures the search index alone, without a database and without a server.
@NullMarked
package dev.microblog.bench.search;

import org.jspecify.annotations.NullMarked;
