/** One owner of the connections to PostgreSQL per event loop, the schema, and how the server is. */
package io.levee.postgres;
