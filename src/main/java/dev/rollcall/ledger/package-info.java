/**
 * What must survive a crash: slots, deliveries, roll calls and the account of calls, in one database.
 *
 * <p>May import {@code common}, {@code absence} and {@code message}, and is the one home of JDBC. Two decisions are
 * not obvious. A row is written before DingTalk is called and its text is frozen, so that whoever resumes sends the
 * same message under the same key. Of an embedded database's address only the path is taken: with its default options
 * H2 loses acknowledged commits when the process is killed.
 */
@NullMarked
package dev.rollcall.ledger;

import org.jspecify.annotations.NullMarked;
