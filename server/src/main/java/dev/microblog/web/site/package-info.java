/// What the operator says of the site, and tells everybody.
@NullMarked
package dev.microblog.web.site;

import org.jspecify.annotations.NullMarked;
