"""How the deeds of the audit are told, and the fields that only it names."""

from __future__ import annotations

from enum import Enum

from kam.core.marking import mark


class Veil(Enum):
    """What stands in the place of a value that is not told."""

    RESTRICTED = mark("受限")
    ERASED = mark("已清除")


DEEDS = {
    "create": mark("新建"),
    "edit": mark("修改"),
    "change": mark("修改"),
    "archive": mark("归档了"),
    "restore": mark("恢复了"),
    "change_owner": mark("移交"),
    "share": mark("共享了"),
    "unshare": mark("取消共享"),
    "judge": mark("判断了"),
    "retract": mark("撤回了"),
    "fill": mark("按模板填入"),
    "ready": mark("标为可带"),
    "unready": mark("改为先不带"),
    "draw": mark("画了连线"),
    "end": mark("结束了"),
    "note": mark("记了熟悉程度"),
    "want": mark("记了待识别角色"),
    "find": mark("找到了"),
    "lose": mark("改回待识别"),
    "move": mark("换了层级"),
    "place": mark("摆放"),
    "observe": mark("观察到"),
    "empty": mark("清空了"),
    "exempt": mark("停用偏好"),
    "include": mark("启用偏好"),
    "erase": mark("永久清除了"),
    "export": mark("带走了一份"),
    "ask": mark("问过"),
    "unask": mark("撤回提问"),
    "answer": mark("记下答案"),
    "unanswer": mark("撤回答案"),
    "dismiss": mark("不再问"),
    "leave": mark("标记离开"),
    "back": mark("标记回来"),
    "complete_writeup": mark("完成档案"),
    "reopen_writeup": mark("重新打开档案"),
    "plan": mark("安排了"),
    "draft": mark("存了草稿"),
    "review": mark("回看上次记录"),
    "record": mark("写了记录"),
    "submit": mark("提交记录"),
    "cancel": mark("取消了"),
    "amend": mark("补充了"),
    "carry": mark("改成了承接"),
    "open": mark("登记"),
    "done": mark("已完成"),
    "drop": mark("不再做"),
    "keep": mark("已兑现"),
    "break": mark("未兑现"),
    "reopen": mark("重新打开"),
    "hand_over": mark("换人负责"),
    "assign": mark("分配"),
    "end_assignment": mark("结束分配"),
    "issue_link": mark("发出设密链接"),
    "set_password": mark("设置密码"),
    "change_email": mark("换了电子邮件"),
    "edit_profile": mark("改了个人设置"),
}

FIELDS = {
    "account_id": mark("客户"),
    "person_id": mark("个体"),
    "visit_id": mark("拜访"),
    "stakeholder_id": mark("客户方"),
    "user_id": mark("人员"),
    "from_stakeholder_id": mark("从谁"),
    "to_stakeholder_id": mark("到谁"),
    "colleague_id": mark("我方人员"),
    "found_id": mark("是谁"),
    "replaces_id": mark("取代哪一条"),
    "shared_by_id": mark("共享人"),
    "author_id": mark("补充人"),
    "created_by_id": mark("创建人"),
    "territory_id": mark("区域"),
    "parent_id": mark("上级"),
    "carried_from_id": mark("承接自"),
    "source_visit_id": mark("来自拜访"),
    "template": mark("角色模板"),
    "claim_id": mark("价值主张"),
    "retracted_at": mark("撤回时间"),
    "ready_at": mark("可带时间"),
    "question_id": mark("问题"),
    "key": mark("哪个空缺"),
    "dismissed_at": mark("不再问的时间"),
    "archived_at": mark("归档时间"),
    "writeup_done_at": mark("档案完成时间"),
    "reviewed_at": mark("回看时间"),
    "submitted_at": mark("提交时间"),
    "closed_at": mark("了结时间"),
    "done_at": mark("完成时间"),
    "credentials_changed_at": mark("登录凭据更新"),
}
