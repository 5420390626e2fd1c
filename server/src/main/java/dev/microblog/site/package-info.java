/// What the operator says of the site and tells everybody, kept in the database and in force on
/// every replica without a restart.
@NullMarked
package dev.microblog.site;

import org.jspecify.annotations.NullMarked;
