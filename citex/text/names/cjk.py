"""Chinese, Japanese and Korean names: their characters, family names, and several in a row."""

from __future__ import annotations

import re

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Ranges of Han, kana and Hangul, for a character class (the plane of rare Han is added)."""

_CLASS = f"{CJK}\U00020000-\U0003134f"
_ALL = re.compile(rf"[{_CLASS}]+(?:[·‧•][{_CLASS}]+)*")
_ANY = re.compile(f"[{_CLASS}]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_KOREAN = re.compile(r"[\uac00-\ud7af]{2,4}")
SPACED = re.compile(rf"([{_CLASS}]{{1,4}}) ([{_CLASS}]{{1,4}})")

COMPOUND_SURNAMES = frozenset(
    """欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
    濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
    公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
    微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙
    南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 归海 完颜 耶律 叶赫 那拉 歐陽 東方 獨孤
    南宮 萬俟 聞人 諸葛 尉遲 澹臺 濮陽 公孫 仲孫 鐘離 長孫 鮮于 閭丘 子車 顓孫 樂正 穀梁 軒轅
    東郭 南門 西門 納蘭 葉赫""".split()
)
"""Chinese family names of two characters, simplified and traditional."""

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康"
    "伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗"
    "丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄"
    "印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮"
    "牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡"
    "国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查"
    "后荆红游竺权逯盖益桓公肖付代覃闫佟仝种邸丛岳户战苑原区麦门盘晋楚帅缑亢况有琴海归墨哈谯笪"
    "年爱阳佘商牟伯赏南官隋阿趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳費賀湯羅畢鄔時"
    "齊顧黃蕭談龐紀項閔賈婁顏鍾駱淩萬盧經繆應單諸龔陸榮儲烏車寧厲劉龍葉薊懷從賴藺喬陰蒼雙聞黨"
    "譚貢勞壽邊溫莊閻連習魚廣闕東歐師鞏聶簡饒關後紅權蓋"
)
"""Chinese family names of one character, simplified and traditional."""

_CHINESE = frozenset(
    "李王张刘陈杨赵吴徐孙马朱胡郭何罗梁谢韩冯许邓曹彭萧潘蔡杜程魏吕任姚卢崔钟谭陆汪范廖贾韦付方邹孟邱侯"
    "尹薛钱汤陶黎贺龚郝邵苏叶沈丁蒋余郑黄周張劉陳楊趙孫馬羅謝韓馮許鄧蕭呂盧鍾譚陸賈韋鄒錢湯賀龔鄭"
)
"""Family names that no Japanese name of two characters begins with."""


def is_cjk(text: str) -> bool:
    """Whether the text is written in Han, kana or Hangul throughout (a middle dot may stand in it).

    >>> is_cjk("张三"), is_cjk("卡尔·马克思"), is_cjk("张 San")
    (True, True, False)
    """
    return _ALL.fullmatch(text) is not None


def has_cjk(text: str) -> bool:
    """Whether there is a Han, kana or Hangul character in the text."""
    return _ANY.search(text) is not None


def has_han(text: str) -> bool:
    """Whether there is a Han character in the text."""
    return _HAN.search(text) is not None


def split_cjk(text: str) -> tuple[str, str] | None:
    """Family and given name of a Chinese name, by the table of surnames; None if it has none.

    >>> split_cjk("欧阳小明"), split_cjk("张三"), split_cjk("本报评论员")
    (('欧阳', '小明'), ('张', '三'), None)
    """
    if not 2 <= len(text) <= 4 or not _ALL.fullmatch(text):
        return None
    if len(text) > 2 and text[:2] in COMPOUND_SURNAMES:
        return text[:2], text[2:]
    if len(text) <= 3 and text[0] in SURNAMES:
        return text[0], text[1:]
    return None


def cut_cjk(text: str) -> tuple[str, str] | None:
    """Family and given name of any such name: the family is its first character or word.

    >>> cut_cjk("欧阳修"), cut_cjk("山田 太郎"), cut_cjk("阿卜杜拉·阿卜杜热西提")
    (('欧阳', '修'), ('山田', '太郎'), None)
    """
    words = text.split()
    if len(words) == 2:
        return words[0], words[1]
    text = "".join(words)
    if "·" in text or "・" in text or not 2 <= len(text) <= 4 or _KANA.search(text):
        return None
    cut = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
    return text[:cut], text[cut:]


def is_lone_family(text: str) -> bool:
    """Whether a lone part is a whole name: Korean, or with Han in it."""
    return _KOREAN.fullmatch(text) is not None or (has_han(text) and is_cjk(text.replace(" ", "")))


def spaced_names(text: str) -> list[str] | None:
    """The Chinese names that a text parts by blanks; None where it may be one name.

    >>> spaced_names("张三 李四 王五"), spaced_names("田中 花子"), spaced_names("张 三")
    (['张三', '李四', '王五'], None, None)
    """
    words = text.split()
    if len(words) < 2 or not all(2 <= len(word) <= 4 and split_cjk(word) for word in words):
        return None
    sure = len(words) > 2 or all(word[0] in _CHINESE for word in words)
    return words if sure and words[0] not in COMPOUND_SURNAMES else None


def is_one_name(text: str, pieces: list[str]) -> bool:
    """Whether two words with a comma between are one name's family and given parts.

    >>> is_one_name("欧阳, 小明", ["欧阳", "小明"]), is_one_name("张三, 李四", ["张三", "李四"])
    (True, False)
    """
    if len(pieces) != 2 or "、" in text:
        return False
    family, given = pieces
    if len(family) == 1 or family in COMPOUND_SURNAMES:
        return True
    chinese = family[0] in _CHINESE and given[0] in _CHINESE and len(given) > 1
    return ", " in text and not (chinese and split_cjk(family) and split_cjk(given))
