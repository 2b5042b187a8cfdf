/**
 * What must outlive the process, in one database: slots, deliveries, roll calls, and what people have said in chats.
 *
 * <p>May import {@code common}, {@code absence} and {@code message}, and is the one home of JDBC. One decision is not
 * obvious. Of an embedded database's address only the path is taken: with its default options H2 loses acknowledged
 * commits when the process is killed.
 */
@NullMarked
package dev.rollcall.ledger;

import org.jspecify.annotations.NullMarked;
