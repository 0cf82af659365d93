"""All commands in one table: where each is, and what it is for. The module of a command is loaded only when that command is asked for."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

import typer

HELP = "申报材料审核：每个数字都有出处，每个结论都有依据。 / Reviews applications: every figure with its place, every conclusion with its proof."


@dataclass(frozen=True, slots=True)
class Command:
    """`docintel NAME` or `docintel GROUP NAME`; `help` is what the docstring of its function says (a test holds the two together)."""

    path: str
    module: str
    function: str
    help: str

    @property
    def words(self) -> list[str]:
        """Its words after `docintel`."""
        return self.path.split()

    def loaded(self) -> Callable[..., None]:
        """Its function, with all that it needs."""
        function: Callable[..., None] = getattr(import_module(self.module), self.function)
        return function

    def unloaded(self) -> None:
        """Stands for it in lists of commands."""
        raise LookupError(self.path)


COMMANDS = (
    Command(
        "review",
        "docintel.cli.review",
        "review",
        "审核申报材料：核对填报与佐证，判断条件，查控股关系。 / Review applications: form against evidence, criteria, holding relations.",
    ),
    Command(
        "ingest",
        "docintel.cli.ingest",
        "ingest",
        "收取申报材料：按内容存入，重复收取不变，坏的说明后跳过。 / Take applications into the store; again changes nothing, a bad one is told.",
    ),
    Command(
        "work",
        "docintel.cli.work",
        "work",
        "读取、判断、整批核对，可随时中断再继续。 / Read, judge and check what was taken in; may be stopped and taken up at any time.",
    ),
    Command(
        "status",
        "docintel.cli.status",
        "status",
        "进度：各环节待办、进行、完成、速度，被隔离的及其原因。 / Progress: work by stage, its speed, what is set aside and why.",
    ),
    Command(
        "diff",
        "docintel.cli.diff",
        "diff",
        "同一申报两次审核之间：发现、卡片、结论的新增、消失和改变，及其起因。 / What differs between two Reviews of one application, and why.",
    ),
    Command(
        "rollcall",
        "docintel.cli.rollcall",
        "rollcall",
        "点名：平台名册与已收材料按信用代码（再按名称）对应，缺、多、重复、逾期。 / Call the roll: the platform's list beside what was received.",
    ),
    Command(
        "replay",
        "docintel.cli.replay",
        "replay",
        "用已存审核结果中的事实，按另一项目重新判断，逐条列出前后变化。 / Judge the facts of a stored review under another programme: what changes?",
    ),
    Command(
        "extract",
        "docintel.cli.extract",
        "extract",
        "从文件中提取关键数据，每个都带页码和位置。 / Extract key figures from files, each with its page and box.",
    ),
    Command(
        "pages",
        "docintel.cli.pages",
        "pages",
        "看读取的结果：每页的文字、表格、图层和存疑之处。 / Look at what was read: words, tables, layers and doubts of each page.",
    ),
    Command(
        "evaluate",
        "docintel.cli.evaluate",
        "evaluate_corpus",
        "用真值给提取打分：正确、值错、口径错、期间错、单位错、缺失、多出，并可与先前结果比较。 / Score extraction against truth.",
    ),
    Command(
        "ownership",
        "docintel.cli.ownership",
        "ownership",
        "谁控制谁：从持股和协议算出控制关系，附证明路径和翻转幅度。 / Who controls whom: from stakes and agreements, with proof and margin.",
    ),
    Command(
        "groups",
        "docintel.cli.groups",
        "groups",
        "全库控制关系：每个主体归于谁（按过半数逐层归并，含合并计算）。 / Who controls whom in a whole register, by strict majorities.",
    ),
    Command(
        "names",
        "docintel.cli.pairs",
        "names",
        "比较企业名称：逐对给出相同、可能、不同及理由；名单则列出候选。 / Compare names of enterprises in pairs, or rank candidates in a list.",
    ),
    Command(
        "products",
        "docintel.cli.pairs",
        "products",
        "比较产品名称和代码；名单则列出候选。 / Compare products by name and code in pairs, or rank candidates in a list.",
    ),
    Command(
        "serve",
        "docintel.cli.serve",
        "serve",
        "打开审核工作台，用浏览器访问。 / Open the workbench for browsers.",
    ),
    Command(
        "schema",
        "docintel.cli.schema",
        "schema",
        "公布机读结果的 JSON Schema。 / Print the JSON Schema of a machine-readable result.",
    ),
    Command(
        "doctor",
        "docintel.cli.doctor",
        "doctor",
        "检查本机环境：版本、规则包、隔离措施、字体。 / Check this installation: versions, packs, isolation, fonts.",
    ),
    Command("version", "docintel.cli.version", "version", "版本 / Print the version."),
    Command(
        "form template",
        "docintel.cli.form",
        "template",
        "写出在线申请书的 JSON 和 XLSX 模板。 / Write the online form's JSON and XLSX template.",
    ),
    Command(
        "packs check",
        "docintel.cli.packs",
        "check",
        "检查规则包：文件、行、键、问题和可用的词。 / Check packs: file, line, key, problem and the allowed words.",
    ),
    Command(
        "packs try",
        "docintel.cli.packs_try",
        "try_pack",
        "试读：某种材料的规则在每页上读到什么，读不到的为什么。 / Try a pack: what each rule reads on each page, and why not.",
    ),
    Command(
        "campaign check",
        "docintel.cli.campaign",
        "check",
        "整批核对：各申报之间重复的专利、联系方式、说明文字、数据，同一细分市场的占有率。 / Check applications against each other.",
    ),
    Command(
        "report opinion",
        "docintel.cli.report",
        "opinion",
        "审核意见：每份申报一份，DOCX 和 HTML。 / Review opinions, one for each application, as DOCX and HTML.",
    ),
    Command(
        "report workbook",
        "docintel.cli.report",
        "workbook",
        "批次工作簿：企业、发现、条件各一行，可筛选。 / The campaign's workbook: a row per application, finding and criterion, with filters.",
    ),
    Command(
        "report handins",
        "docintel.cli.report",
        "handins",
        "上报材料：汇总表和第十部分，只按人员决定填写，机器核算在旁。 / Hand-ins, filled from people's decisions only, the calculation beside them.",
    ),
    Command(
        "report letters",
        "docintel.cli.report",
        "letters",
        "补正通知：按退回补正的事项，每份申报一封。 / Letters asking for supplements, one for each application with matters asked back.",
    ),
    Command(
        "report replies",
        "docintel.cli.report",
        "replies",
        "补正后复审：只列通知之后的变化。 / The re-review after a reply: only what changed since the letter.",
    ),
    Command(
        "report publicity",
        "docintel.cli.report",
        "publicity",
        "公示名单：人员决定推荐的企业。 / The publicity list: the enterprises that people recommended.",
    ),
    Command(
        "gate",
        "docintel.cli.gate",
        "gate",
        "盖章前核对：名单中有数值条件不符合或涉及不予推荐情形的企业，谁因何仍予推荐。 / Before sealing: what stands against the recommended, who overrode it.",
    ),
    Command(
        "store migrate",
        "docintel.cli.storage",
        "migrate",
        "建立存储，或把数据库升级到本程序的版本。 / Make a store, or bring its database to this program's schema.",
    ),
    Command(
        "store backup",
        "docintel.cli.storage",
        "backup",
        "备份数据和文件，不影响使用；同一目录再次备份只复制新文件。 / Back up rows and files while people work.",
    ),
    Command(
        "store restore",
        "docintel.cli.storage",
        "restore",
        "把备份恢复到空目录或空数据库（SQLite 或 PostgreSQL），并核对审计日志。 / Restore a backup to an empty place and verify it.",
    ),
    Command(
        "store erase",
        "docintel.cli.storage",
        "erase",
        "删除一份申报的全部数据和文件，只留编号和哈希；不可撤销。 / Erase all of one application but ids and hashes, for good.",
    ),
    Command(
        "store hold",
        "docintel.cli.storage",
        "hold",
        "法律保全与档案保存期：在此期间不能删除。 / A legal hold or an archive term: nothing is erased meanwhile.",
    ),
    Command("store tidy", "docintel.cli.storage", "tidy", "删除无人引用的文件。 / Remove files to which nothing refers."),
    Command("objections record", "docintel.cli.objections", "record", "登记实名异议。 / Record a signed objection."),
    Command("objections answer", "docintel.cli.objections", "answer", "答复异议。 / Answer an objection."),
    Command("objections list", "docintel.cli.objections", "listed", "列出异议及期限。 / List objections with their terms."),
    Command(
        "audit verify",
        "docintel.cli.audit",
        "verify",
        "核对审计日志的哈希链和各项决定；有误时指出第一条，退出码 1。 / Verify the chain of the audit log and the decisions it tells of.",
    ),
    Command(
        "audit show",
        "docintel.cli.audit",
        "show",
        "显示审计日志：谁在何时对什么做了什么；只有编号和哈希。 / Show the audit log: who did what to what; ids and hashes only.",
    ),
    Command(
        "sample population",
        "docintel.cli.sample",
        "population",
        "抽查总体：从名单、审核结果或存储取出，给出散列值，供抽取前公布。 / The population of a spot check and its hash, to be published first.",
    ),
    Command(
        "sample size",
        "docintel.cli.sample",
        "size",
        "样本量：按置信度和可容忍差错率算出要查几家，并给出算式。 / Sample sizes for a confidence and a tolerable rate, with the formula.",
    ),
    Command(
        "sample draw",
        "docintel.cli.sample",
        "draw",
        "抽取现场检查的企业，写出可复核的记录。 / Draw enterprises for on-site checks, with a record that anyone can repeat.",
    ),
    Command(
        "sample verify",
        "docintel.cli.sample",
        "verify",
        "复核抽样：按记录重抽一遍，逐条说出不同之处。 / Repeat a recorded draw and say exactly what differs.",
    ),
    Command(
        "sample sheets",
        "docintel.cli.sample_sheets",
        "sheets",
        "为抽中的企业各写一份现场检查记录表（DOCX、XLSX）。 / Write an on-site sheet for every drawn enterprise.",
    ),
    Command(
        "sample results",
        "docintel.cli.sample_sheets",
        "results",
        "读回填好的现场表：on_site 事实、结论，以及没填和读不懂的每一行。 / Read filled on-site sheets back: facts, conclusions, and what was not filled in.",
    ),
    Command(
        "sample estimate",
        "docintel.cli.sample_sheets",
        "estimate",
        "由检查结论推断有重大不一致的企业所占比例，带区间和方法。 / From conclusions to the share with a material discrepancy, with its interval.",
    ),
    Command(
        "sample protocol",
        "docintel.cli.sample_sheets",
        "protocol",
        "抽查纪要（可公开）：抽取方法、名单、结果、推断。 / The protocol of a spot check, fit to be published.",
    ),
    Command(
        "assign draw",
        "docintel.cli.assign",
        "draw",
        "为申报随机分配专家（双随机），回避利害关系，任务均衡，可复核。 / Draw experts for applications: no conflicts, even loads, repeatable.",
    ),
    Command(
        "assign verify",
        "docintel.cli.assign",
        "verify",
        "复核专家分配：按记录重做一遍，逐条说出不同之处。 / Repeat a recorded assignment and say exactly what differs.",
    ),
    Command(
        "samples make",
        "docintel.cli.samples",
        "make",
        "生成虚构企业的整套申报材料。 / Make the whole application of an invented enterprise.",
    ),
    Command(
        "samples campaign",
        "docintel.cli.samples",
        "campaign",
        "生成一批虚构申报及其真值：有缺陷的、只是看似不符的、相互关联的。 / Make a campaign of applications with its truth.",
    ),
    Command(
        "samples copies",
        "docintel.cli.samples",
        "copies",
        "生成在线与纸质申请书有一处差异、或只是看似有差异的申报。 / Make applications whose two copies of the form differ, or only seem to.",
    ),
    Command(
        "samples papers",
        "docintel.cli.samples",
        "papers",
        "生成各类佐证材料及其真值，供 evaluate 打分。 / Make papers of evidence with their truth, for evaluate to score.",
    ),
    Command(
        "samples statements",
        "docintel.cli.samples",
        "statements",
        "按多种真实版式生成虚构企业的财务报表及其真值。 / Make financial statements in many real layouts, with their truth.",
    ),
    Command("account add", "docintel.cli.account", "add", "建立账号。 / Make an account."),
    Command("account list", "docintel.cli.account", "list_accounts", "列出账号和角色。 / List the accounts and their roles."),
    Command("account role", "docintel.cli.account", "set_role", "更改角色，立即生效。 / Change the role of an account, from now on."),
    Command(
        "account disable",
        "docintel.cli.account",
        "disable",
        "停用账号并结束其登录；--enable 恢复。 / Disable an account and end its sessions; --enable brings it back.",
    ),
    Command(
        "account password",
        "docintel.cli.account",
        "password",
        "重设密码并结束其登录。 / Set another password and end the sessions of an account.",
    ),
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "audit": "审计日志 / the audit log",
        "account": "工作台的账号 / accounts of the workbench",
        "campaign": "整批申报 / campaigns of applications",
        "form": "在线申请书模板 / the online form",
        "packs": "规则包 / rule packs",
        "objections": "实名异议 / signed objections",
        "sample": "现场抽查 / spot checks",
        "assign": "专家随机分配 / random assignment of experts",
        "report": "审核意见、工作簿、上报材料、补正通知 / opinions, workbook, hand-ins, letters",
        "samples": "虚构样例 / fictional samples",
        "store": "存储 / the store",
    }
)


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The command line for these arguments: the command they begin with is loaded and stands alone, else all are there, by name and help."""
    asked = [word for word in arguments if not word.startswith("-")]
    alone = tuple(one for one in COMMANDS if list(arguments[: len(one.words)]) == one.words)
    app = typer.Typer(name="docintel", help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    if alone:
        app.callback()(_of_many)
    groups = {name: typer.Typer(help=said, no_args_is_help=True) for name, said in GROUPS.items()}
    for command in alone or COMMANDS:
        *group, name = command.words
        function = command.loaded() if asked[: len(command.words)] == command.words else command.unloaded
        (groups[group[0]] if group else app).command(name, help=command.help)(function)
    for name, inner in groups.items():
        if inner.registered_commands:
            app.add_typer(inner, name=name)
    return app


def _of_many() -> None:
    """Keeps a command that stands alone one of many: it is asked for by its name."""
