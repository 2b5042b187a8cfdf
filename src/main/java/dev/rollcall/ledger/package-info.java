/**
 * Where the ledger will live: slots, deliveries and roll calls in one database. So far only its configuration is read.
 *
 * <p>May import {@code common}, {@code absence} and {@code message}, and is the one home of JDBC. One decision is not
 * obvious. Of an embedded database's address only the path is taken: with its default options H2 loses acknowledged
 * commits when the process is killed.
 */
@NullMarked
package dev.rollcall.ledger;

import org.jspecify.annotations.NullMarked;
