/**
 * DingTalk: the only package that calls it, and the ports of the heart and of delivery answered from it.
 *
 * <p>May import {@code common}, {@code absence}, {@code message}, {@code delivery} and {@code chat}, and is the one
 * home of OkHttp. Three decisions are not obvious. One class does all HTTP, so that token, limits, retries and error
 * shapes exist once. What people write comes in by a connection that is opened from here or by a signed callback, is
 * believed nothing that it need not be, and leaves as the same message. Epoch milliseconds and DingTalk's own date strings, which are always Asia/Shanghai whatever
 * {@code time_zone} says, never leave this package.
 */
@NullMarked
package dev.rollcall.dingtalk;

import org.jspecify.annotations.NullMarked;
