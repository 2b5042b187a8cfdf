package dev.rollcall.absence;

import java.time.LocalDate;

/** Who plays in the tests, always in the same role. */
final class Cast {
    /** The Monday on which everything happens. */
    static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    /** Always in time. */
    static final Employee ZHANG_SAN = new Employee("zhang3", "张三", LocalDate.of(2020, 5, 6));

    /** Comes late, or not at all. */
    static final Employee LI_SI = new Employee("li4", "李四", null);

    /** On leave, on a trip, or at a customer's. */
    static final Employee WANG_WU = new Employee("wang5", "王五", LocalDate.of(2024, 2, 29));

    /** Works the night shift. */
    static final Employee ZHAO_LIU = new Employee("zhao6", "赵六", LocalDate.of(2019, 1, 2));

    /** Begins today. */
    static final Employee SUN_QI = new Employee("sun7", "孙七", TODAY);

    /** Begins tomorrow and is in the contacts already. */
    static final Employee ZHOU_BA = new Employee("zhou8", "周八", TODAY.plusDays(1));

    private Cast() {}
}
