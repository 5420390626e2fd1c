/// The API for programs: every operation is one value, which the router and the OpenAPI document
/// both read.
@NullMarked
package dev.microblog.api;

import org.jspecify.annotations.NullMarked;
