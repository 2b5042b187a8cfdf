package dev.rollcall.message;

/**
 * One of several people of the same name.
 *
 * @param department the name of their department, untrusted text
 * @param subDepartment the name of the part of it under which they sit, untrusted text; empty: none
 * @param command what to type to ask about this one, untrusted text; empty where no words tell them apart
 */
public record Choice(String department, String subDepartment, String command) {}
