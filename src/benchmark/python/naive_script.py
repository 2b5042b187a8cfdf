"""The usual script: token, users of each department, attendance/list with 50 users a call, NotSigned is absent.

Kept with the benchmark as what a user would write instead. It reads all pages, which most such scripts do not.
Usage: naive_script.py BASE APP_KEY APP_SECRET DATE DEPARTMENT_ID...
Prints one line of JSON: seconds for contacts and for attendance, calls, and whom it calls absent.
"""

import json
import sys
import time
import urllib.parse
import urllib.request

base, app_key, app_secret, date = sys.argv[1:5]
departments = [int(text) for text in sys.argv[5:]]
calls = 0


def post(path, body, token=None):
    global calls
    while True:
        calls += 1
        query = "?" + urllib.parse.urlencode({"access_token": token}) if token else ""
        request = urllib.request.Request(
            base + path + query,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
        code = str(answer.get("sub_code") or answer.get("errcode") or 0)
        if code == "90018":
            time.sleep(1)
            continue
        if code != "0":
            raise SystemExit(path + ": " + json.dumps(answer))
        return answer


token = post("/v1.0/oauth2/accessToken", {"appKey": app_key, "appSecret": app_secret})["accessToken"]

begin = time.monotonic()
users = []
for department in departments:
    cursor = 0
    while True:
        page = post("/topapi/v2/user/list", {"dept_id": department, "cursor": cursor, "size": 100}, token)["result"]
        users += [user["userid"] for user in page["list"]]
        if not page.get("has_more"):
            break
        cursor = page["next_cursor"]
users = sorted(set(users))
contacts = time.monotonic() - begin

begin = time.monotonic()
absent = set()
for start in range(0, len(users), 50):
    offset = 0
    while True:
        page = post(
            "/attendance/list",
            {
                "userIdList": users[start : start + 50],
                "workDateFrom": date + " 00:00:00",
                "workDateTo": date + " 00:00:00",
                "offset": offset,
                "limit": 50,
            },
            token,
        )
        for row in page["recordresult"]:
            if row["timeResult"] == "NotSigned" and row["checkType"] == "OnDuty":
                absent.add(row["userId"])
        if not page.get("hasMore"):
            break
        offset += 50
attendance = time.monotonic() - begin

print(json.dumps({"contacts": contacts, "attendance": attendance, "calls": calls, "absent": sorted(absent)}))
