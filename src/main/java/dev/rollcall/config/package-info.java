/**
 * {@code bot-config.yaml}: one file in, one {@link dev.rollcall.config.BotConfig} or every fault at once out.
 *
 * <p>May import every feature's {@code …Config} record and composes them; is the one home of SnakeYAML. Three
 * decisions are not obvious. The tree is built from YAML's events, so that nothing is ever constructed by a tag and
 * every value keeps its line and column. The environment is read in parsed values, never in the text, so that what a
 * variable holds cannot add keys. A fault quotes what stands in the file, never what the environment gave, and never
 * the value of a secret.
 */
@NullMarked
package dev.rollcall.config;

import org.jspecify.annotations.NullMarked;
