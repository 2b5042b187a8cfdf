package dev.rollcall.simulator;

import java.util.List;
import java.util.Random;

/** Names as people and departments have them, and names as no programme likes them. */
final class Names {
    private static final List<String> SURNAMES = List.of(
            "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "欧阳");
    private static final List<String> GIVEN = List.of(
            "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平",
            "刚", "桂英", "子涵", "梓萱", "浩然", "一诺", "思远", "雨桐", "嘉懿");
    private static final List<String> AWKWARD = List.of(
            "[点我](http://evil.example)",
            "@所有人",
            "![图](http://evil.example/p.png)",
            "# 标题",
            "- 列表",
            "*星*_号_",
            "`代码`",
            "<script>alert(1)</script>",
            "<font color=red>红</font>",
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "+1+1",
            "\u202E倒着写",
            "零\u200B宽",
            "👨\u200D👩\u200D👧\u200D👦 一家",
            "O'Neil, \"Bob\" & Söhne",
            "两行\n\n---\n名字",
            "a|b|c",
            "  空格  ",
            "1. 第一",
            "> 引用",
            "很长的名字".repeat(40));
    private static final List<String> DEPARTMENTS =
            List.of("技术部", "产品部", "市场部", "销售部", "客户服务部", "人力资源部", "财务部", "行政部", "采购部", "物流部", "质量部", "生产部");
    private static final List<String> AWKWARD_DEPARTMENTS = List.of(
            "R&D_*",
            "@所有人",
            "[部门](http://evil.example)",
            "# 一级",
            "- 破折",
            "\u202E部门",
            "运营|支持",
            "<b>加粗</b>",
            "🚀 火箭组",
            "长名部门".repeat(16));
    private static final List<String> TEAMS = List.of("一组", "二组", "前端组", "后端组", "测试组", "运维_*组", "R&D", "支持组");
    private final Random random;
    private final boolean calm;

    Names(Random random, boolean calm) {
        this.random = random;
        this.calm = calm;
    }

    String company() {
        return "模拟科技有限公司";
    }

    String department(int index) {
        if (!calm && index % 3 == 1) {
            return AWKWARD_DEPARTMENTS.get(index / 3 % AWKWARD_DEPARTMENTS.size());
        }
        String base = DEPARTMENTS.get(index % DEPARTMENTS.size());
        int round = index / DEPARTMENTS.size();
        return round == 0 ? base : base + (round + 1);
    }

    String team(int index) {
        return TEAMS.get(index % TEAMS.size());
    }

    /** The first two people are both called 张伟; of the others one in eight has an awkward name, in a calm company none. */
    String person(int number) {
        if (number < 2) {
            return "张伟";
        }
        if (!calm && number % 8 == 5) {
            return AWKWARD.get(number / 8 % AWKWARD.size());
        }
        return SURNAMES.get(random.nextInt(SURNAMES.size())) + GIVEN.get(random.nextInt(GIVEN.size()));
    }
}
