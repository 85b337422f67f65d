package io.levee.understanding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that ask a shop nothing. Reads no meaning: what is left to a matcher is not noise. */
public enum Noise {
  /** Nothing is said: 。。。, ?, 嗯嗯嗯. */
  EMPTY,
  /** Advertising, and whoever wants to be written to elsewhere. */
  SPAM,
  /** Keys struck without a word. */
  GIBBERISH,
  /** Orders to the machine instead of questions to the shop. */
  INJECTION,
  /** Swearing and nothing else. */
  ABUSE;

  private static final int LONGEST = 2_000;

  private static final Sought LATIN_ORDERS =
      new Sought(
          "ignore (?:all |any |the |your |my )?(?:previous|prior|above|earlier)|disregard (?:all|the|your|any|previous)"
              + "|forget (?:all |everything |your |the )?(?:previous |prior )?(?:instructions|rules|prompts?|you)"
              + "|system ?prompt|developer mode|jail ?break|\\bdan mode\\b|you are now|act as (?:a|an|if|my)|pretend (?:to be|you)"
              + "|reveal (?:your|the)|print (?:your|the) (?:prompt|instructions|rules)|repeat (?:the|your) (?:words|prompt|instructions)"
              + "|\\boverride\\b|sudo |\\brm -rf|drop table|select \\* from|union select|or 1 ?= ?1|<script|javascript:|\\{\\{.{0,40}\\}\\}|\\$\\{.{0,40}\\}"
              + "|</?(?:system|instruction|prompt|user|assistant)>|\\[/?(?:inst|system)\\]|###|<\\|.{0,20}\\|>|base64|base 64"
              + "|write (?:me )?(?:a|an|some) (?:poem|essay|code|story|script|python)|translate the following|what is your prompt");

  private static final Sought ORDERS =
      new Sought(
          "(?:忽略|无视|忘记|忘掉|跳过|绕过|覆盖|清除)(?:你|掉|一?切|所有|全部|之前|以前|以上|前面|上面|先前|的|系统|设定|任何){0,5}(?:指令|指示|提示|规则|要求|设定|限制|命令|内容|对话|约束|身份)"
              + "|提示词|系统提示|系统指令|开发者模式|管理员模式|调试模式|越狱模式|超级权限|管理员权限|最高权限"
              + "|你现在(?:是|扮演|变成|的身份|作为)|从现在(?:开始|起)你?(?:是|就是|扮演|只|必须|不)|(?:扮演|假装|假扮|模拟)(?:成|你?是|一个|一名|我)|你的?(?:新)?(?:身份|角色)是"
              + "|(?:输出|打印|复述|重复|显示|告诉我|泄露|说出|导出|列出)(?:一下|你|你们|出|的|全部|所有|完整|系统|初始|内部|上面|以上){0,6}(?:指令|设定|提示词?$|内容$|数据库|密钥|源代码|源码|api)"
              + "|把(?:所有|全部|其他|别的)?(?:用户|客户|顾客)的?(?:订单|信息|资料|手机|地址|数据)|(?:其他|别的|所有|全部)(?:用户|客户|顾客)的?(?:订单|信息|资料|手机|地址|电话|数据)|(?:导出|列出)(?:所有|全部)(?:订单|用户|客户)"
              + "|写(?:一首|首|一篇|篇|一段|段|个|一个)(?:诗|作文|小说|代码|程序|论文|脚本|python|java|爬虫|文章|情书|故事)");

  private static final Sought CONTACT =
      new Sought(
          "(?:加|\\+|➕|联系|咨询|添加|私)(?:我|一?下|个|下方|老师|客服)*(?:微信|薇信|威信|v信|vx|wx|vxin|wechat|qq|扣扣|企鹅|电报|telegram|tg|群|whatsapp)"
              + "|(?:微信|薇信|威信|vx|wx|v信|qq|扣扣|telegram|tg|whatsapp)(?:号|群)?[:： ]?[a-z0-9_\\-+]{5,20}|扫码(?:进群|领|加)|进群领?|点击(?:链接|下方|领取|这里)|戳链接|私聊我|私我|链接[:： ]?https?:|t\\.me/|bit\\.ly|click (?:here|the link|this link)");
  private static final Sought OFFER =
      new Sought(
          "兼职|日赚|日结|月入|日入|躺赚|赚钱|副业|刷单|刷信誉|代刷|代练|贷款|秒批|秒到账|无抵押|征信|网贷|套现|提额|信用卡代|代开|办证|发票代开|博彩|赌|彩票|时时彩|百家乐|棋牌|娱乐城|澳门"
              + "|免费领|免费送|恭喜您?中奖|中奖了|红包领取|限时领取|代理加盟|招代理|招商|微商|一手货源|货源|高仿|a货|复刻|原单|精仿|减肥药|壮阳|增高|丰胸|包治|祖传秘方|股票|荐股|内幕|涨停|炒股|比特币|虚拟币|挖矿|理财|稳赚|高收益"
              + "|代写|论文代|包过|刷粉|涨粉|买粉|引流|推广|seo|排名优化|营销软件|群发|短信平台|美女视频|约炮|裸聊|上门服务|一夜情|小姐|资源群|看片");

  private static final Sought LATIN_OFFER =
      new Sought(
          "casino|viagra|crypto|bitcoin|forex|loan|make money|earn \\$|work from home|free gift|you won|congratulations you|lottery|followers|seo service|backlinks|cheap watches|replica|hot girls|onlyfans|investment");

  /** A shopper may ask about such things: 是不是高仿A货啊, 中奖链接能点吗. */
  private static final Sought ASKS = new Sought("吗$|么$|[呢啊]$|是不是|怎么办|能不能点|是真的");

  private static final Sought SWEARING =
      new Sought(
          "傻逼|傻b|煞笔|沙比|\\bsb\\b|傻叉|傻x|傻帽|他妈的?|她妈的?|妈的|你妈(?:的|逼|比|b)?|尼玛|\\bnmsl\\b|\\bnm\\b|\\bcnm\\b|草泥马|操你妈?|操(?![作场心控])|草你妈|艹|卧槽|我操|我艹|日你|滚蛋|滚开|滚(?![筒动轮])|去死吧?|王八蛋?|混蛋|狗东西|狗屁|狗日的?|狗逼"
              + "|畜生|贱人|贱货|婊子|脑残|智障|弱智|白痴|蠢货|废物|垃圾(?:东西|玩意儿?|店|公司|平台|客服|机器人)?(?![桶袋分箱处])|人渣|败类|不要脸|臭不要脸|神经病|有病|死全家|全家死光|断子绝孙|蠢猪|猪(?![肉皮脚油蹄扒仔])|傻|呸|放屁|丑八怪"
              + "|\\b(?:fuck(?:ing|ed|er)?|fuk|shit|bitch|asshole|bastard|idiots?|morons?|stupid|dumb|bullshit|stfu|wtf|suck|sucks|crap|retard|loser|trash|piece of|dick|cunt|damn|go to hell|die)\\b");
  private static final Pattern FILLER =
      Pattern.compile(
          "你们?|我|都?是|这|个|的|了|吧|吗|啊|呢|就|一群|这群|客服|机器人|全|真|太|死|老子|给|们|去|什么|东西|玩意儿?|\\b(?:you|your|are|all|the|off|up|and|is|a|of|u|so|this|bot|such|shop)\\b|[^\\p{L}\\p{Nd}]");
  private static final String EMPTINESS = "嗯恩额呃啊哦噢喔唔哈呵嘿嘻呀哎唉emhox";
  private static final Sought MASHED =
      new Sought(
          "(?:qwe|wer|ert|rty|tyu|yui|uio|iop|asd|sdf|dfg|fgh|ghj|hjk|jkl|zxc|xcv|cvb|vbn|bnm|qaz|wsx|edc|lkj|poi|mnb|fds|gfd|hgf|dsa|rew)");
  private static final Sought LETTERS = new Sought("[a-z]{3}|[#<{$'\\[]");
  private static final Sought NO_VOWELS = new Sought("\\b[bcdfghjklmnpqrstvwxz]{5,}\\b");

  /**
   * @param text as typed
   * @return empty for what may be a question; then it is for the matcher to say
   */
  public static Optional<Noise> of(String text) {
    String typed = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return of(typed, Normalizer.normalize(typed));
  }

  /**
   * The same.
   *
   * @param plain the text as {@link Normalizer} gives it
   */
  static Optional<Noise> of(String text, String plain) {
    if (text.length() > LONGEST) {
      return of(text);
    }
    String dense = plain.indexOf(' ') < 0 ? plain : plain.replace(" ", "");
    if (isEmpty(dense)) {
      return Optional.of(EMPTY);
    }
    String folded = Folding.lower(Folding.width(text));
    boolean latin = LETTERS.isIn(folded);
    if (ORDERS.isIn(plain) || (latin && LATIN_ORDERS.isIn(folded))) {
      return Optional.of(INJECTION);
    }
    if (spam(folded, plain, latin)) {
      return Optional.of(SPAM);
    }
    if (onlySwears(plain)) {
      return Optional.of(ABUSE);
    }
    return gibberish(plain, dense) ? Optional.of(GIBBERISH) : Optional.empty();
  }

  private static boolean isEmpty(String dense) {
    for (int i = 0; i < dense.length(); i++) {
      if (EMPTINESS.indexOf(dense.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean spam(String folded, String plain, boolean latin) {
    int offers = offers(OFFER, plain) + (latin ? offers(LATIN_OFFER, folded) : 0);
    if (offers == 0 || ASKS.isIn(plain)) {
      return false;
    }
    boolean link = folded.contains("http") || folded.contains("www.");
    return offers >= 2 || link || CONTACT.isIn(folded);
  }

  /** How many different ones: 0, 1, or 2 for all that is more. */
  private static int offers(Sought offer, String text) {
    Matcher first = offer.next(text, 0);
    if (first == null) {
      return 0;
    }
    String one = first.group();
    for (Matcher next = offer.next(text, first.end());
        next != null;
        next = offer.next(text, next.end())) {
      if (!next.group().equals(one)) {
        return 2;
      }
    }
    return 1;
  }

  private static boolean onlySwears(String plain) {
    if (!SWEARING.isIn(plain)) {
      return false;
    }
    String rest = FILLER.matcher(SWEARING.without(plain)).replaceAll("");
    return rest.length() <= 1;
  }

  private static boolean gibberish(String plain, String dense) {
    if (dense.length() >= 6 && fewCharacters(dense)) {
      return true;
    }
    int letters = 0;
    int digits = 0;
    for (int i = 0; i < dense.length(); i++) {
      char c = dense.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      letters += c >= 'a' && c <= 'z' ? 1 : 0;
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    if (letters == 0 || digits >= 5) { // so many digits may be an order's or parcel's number
      return false;
    }
    int mashed = 3 * MASHED.count(dense);
    return mashed * 2 > dense.length() || (dense.length() < 40 && NO_VOWELS.isIn(plain));
  }

  /** One Chinese character, or two of others, held down. */
  private static boolean fewCharacters(String dense) {
    char one = dense.charAt(0);
    char other = one;
    for (int i = 1; i < dense.length(); i++) {
      char c = dense.charAt(i);
      if (c != one && c != other) {
        if (other != one || Han.is(one)) {
          return false;
        }
        other = c;
      }
    }
    return true;
  }
}
