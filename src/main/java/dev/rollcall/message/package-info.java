/**
 * What people read: digests and replies as DingTalk markdown, in Chinese and English.
 *
 * <p>Imports {@code absence} and {@code common}; JDK and SLF4J only. Pure: no I/O, no clock. Two decisions are not
 * obvious. Names come from people and pass through {@link dev.rollcall.message.Markdown} without exception, and
 * special characters become their full-width twins, because DingTalk documents no escape. All wording lives in
 * resource bundles with the same keys in each language.
 */
@NullMarked
package dev.rollcall.message;

import org.jspecify.annotations.NullMarked;
