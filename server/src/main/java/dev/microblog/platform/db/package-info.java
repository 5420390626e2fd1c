/// The database: lanes and pools, transactions, migrations, and the one seam between the dialects.
@NullMarked
package dev.microblog.platform.db;

import org.jspecify.annotations.NullMarked;
