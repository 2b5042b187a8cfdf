package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/** Departments and people [KB 0053–0085]. Exempt from the quota. */
final class ContactsApi {
    private static final String[] PAGED = {
        "dept_id", "cursor", "size", "order_field", "contain_access_limit", "language"
    };

    private ContactsApi() {}

    static List<Api> all() {
        return List.of(
                Api.post("/topapi/v2/department/listsub", ContactsApi::listSub, "dept_id", "language"),
                Api.post("/topapi/v2/department/listsubid", ContactsApi::listSubId, "dept_id"),
                Api.post("/topapi/v2/department/get", ContactsApi::department, "dept_id", "language"),
                Api.post("/topapi/v2/department/listparentbydept", ContactsApi::parents, "dept_id"),
                Api.post("/topapi/v2/user/list", ContactsApi::userList, PAGED),
                Api.post("/topapi/user/listsimple", ContactsApi::listSimple, PAGED),
                Api.post("/topapi/user/listid", ContactsApi::listId, "dept_id"),
                Api.post("/topapi/v2/user/get", ContactsApi::user, "userid", "language"),
                Api.post("/topapi/user/count", ContactsApi::count, "only_active"),
                Api.get("/auth/scopes", request -> scopes()));
    }

    /** Direct children only, of those whom the app may see; without dept_id those of the root [KB 0082]. */
    private static ObjectNode listSub(Request request) {
        ArrayNode result = Json.array();
        for (Department child : seen(request, request.params().number("dept_id", Department.ROOT)).children) {
            if (hidden(request, child)) {
                continue;
            }
            result.addObject()
                    .put("dept_id", child.id)
                    .put("name", child.name)
                    .put("parent_id", child.parentId)
                    .put("create_dept_group", true)
                    .put("auto_add_user", true);
        }
        return Json.result(result);
    }

    /** Whatever the app may see [KB 0083]. */
    private static ObjectNode listSubId(Request request) {
        ArrayNode ids = Json.array();
        find(request, request.params().number("dept_id")).children.forEach(child -> ids.add(child.id));
        ObjectNode result = Json.object();
        result.set("dept_id_list", ids);
        return Json.result(result);
    }

    /** [KB 0081] */
    private static ObjectNode department(Request request) {
        Department department = seen(request, request.params().number("dept_id"));
        ObjectNode result = Json.object()
                .put("dept_id", department.id)
                .put("name", department.name)
                .put("parent_id", department.parentId)
                .put("order", department.id)
                .put("create_dept_group", true)
                .put("auto_add_user", true)
                .put("hide_dept", false)
                .put("outer_dept", false)
                .put("member_count", department.members.size());
        result.set("dept_manager_userid_list", Json.tree(department.managers));
        return Json.result(result);
    }

    /** The department itself first, the root last [KB 0084]. */
    private static ObjectNode parents(Request request) {
        Department department = find(request, request.params().number("dept_id"));
        ArrayNode ids = Json.array().add(department.id);
        while (department.id != Department.ROOT) {
            department = request.company().tree().get(department.parentId);
            ids.add(department.id);
        }
        ObjectNode result = Json.object();
        result.set("parent_id_list", ids);
        return Json.result(result);
    }

    /** Direct members with their details, 1 to 100 a page [KB 0062]. */
    private static ObjectNode userList(Request request) {
        return page(request, 40035, (person, department) -> details(person, department));
    }

    /** [KB 0066] */
    private static ObjectNode listSimple(Request request) {
        return page(
                request,
                40069,
                (person, department) -> Json.object().put("userid", person.id()).put("name", person.name()));
    }

    private interface Row {
        ObjectNode of(Person person, Department department);
    }

    private static ObjectNode page(Request request, int badSize, Row row) {
        Department department = seen(request, request.params().number("dept_id"));
        long cursor = request.params().number("cursor");
        int size = request.params().size("size", 1, 100, badSize);
        Page<Person> page = Page.of(department.members, cursor, size, request);
        ObjectNode result = Json.object().put("has_more", page.hasMore());
        if (page.hasMore()) {
            result.put("next_cursor", cursor + size);
        }
        ArrayNode list = result.putArray("list");
        page.rows().forEach(person -> list.add(row.of(person, department)));
        return Json.result(result);
    }

    /** Without paging [KB 0065]. */
    private static ObjectNode listId(Request request) {
        Department department = find(request, request.params().number("dept_id"));
        ObjectNode result = Json.object();
        result.set(
                "userid_list",
                Json.tree(department.members.stream().map(Person::id).toList()));
        return Json.result(result);
    }

    /** [KB 0056] */
    private static ObjectNode user(Request request) {
        Person person = request.contact(request.params().text("userid"));
        ObjectNode result = details(
                person, request.company().tree().get(person.departments().get(0)));
        ArrayNode leads = result.putArray("leader_in_dept");
        for (long id : person.departments()) {
            leads.addObject()
                    .put("dept_id", id)
                    .put("leader", request.company().tree().get(id).managers.contains(person.id()));
        }
        return Json.result(result);
    }

    /** [KB 0059] */
    private static ObjectNode count(Request request) {
        boolean activeOnly = request.params().flag("only_active");
        long count = request.company().people().stream()
                .filter(person -> person.active() || !activeOnly)
                .count();
        return Json.result(Json.object().put("count", count));
    }

    /** [KB 0053] */
    private static ObjectNode scopes() {
        ObjectNode answer = Json.plain();
        answer.putArray("auth_user_field").add("name").add("avatar");
        ObjectNode scopes = answer.putObject("auth_org_scopes");
        scopes.putArray("authed_user");
        scopes.putArray("authed_dept").add(Department.ROOT);
        return answer;
    }

    private static ObjectNode details(Person person, Department department) {
        ObjectNode row = Json.object()
                .put("userid", person.id())
                .put("unionid", "u" + person.id())
                .put("name", person.name())
                .put("avatar", "https://CANARY-avatar.example/" + person.id() + ".png")
                .put("mobile", "CANARY-mobile-" + person.number())
                .put("title", "职员")
                .put("job_number", "J" + person.number());
        row.set("dept_id_list", Json.tree(person.departments()));
        row.put("dept_order", 1)
                .put("leader", department.managers.contains(person.id()))
                .put("active", person.active())
                .put("admin", person.boss())
                .put("boss", false)
                .put("hide_mobile", false)
                .put("exclusive_account", false);
        LocalDate hired = person.hired();
        if (hired != null) {
            row.put("hired_date", Shanghai.midnight(hired).toEpochMilli());
        }
        return row;
    }

    /** A department within the app's contact scope; outside it is 50004, in words that no page has [KB 0013, 0062]. */
    private static Department seen(Request request, long id) {
        Department department = find(request, id);
        if (hidden(request, department)) {
            throw Refusal.of(50004, "部门不在应用的通讯录权限范围内");
        }
        return department;
    }

    /** Whether the department, or one above it, is kept from the app. */
    private static boolean hidden(Request request, Department department) {
        Department one = department;
        while (one != null && !request.settings().setup().hidden().contains(one.id)) {
            one = request.company().tree().find(one.parentId);
        }
        return one != null;
    }

    private static Department find(Request request, long id) {
        Department department = request.company().tree().find(id);
        if (department == null) {
            throw Refusal.of(60003, "部门不存在");
        }
        return department;
    }
}
