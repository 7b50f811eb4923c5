/**
 * Every expected failure: HTTP status and the sentence a person reads (what happened, what is safe, what to do).
 * One table, so that a code cannot exist without its words; one literal, however long, so that none can be there twice.
 */
export const ERRORS = {
  // any route
  malformed: { status: 400, title: '送来的内容读不出来，没有保存。请返回上一页重新填写。' },
  invalid: { status: 422, title: '有的地方填得不对，没有保存。请按提示改好再提交。' },
  'unsupported-type': { status: 415, title: '送来的格式不对，没有保存。请更新小程序后再试。' },
  'too-large': { status: 413, title: '内容太大，没有保存。请删短一些再提交。' },
  'signed-out': { status: 401, title: '登录已过期，请重新登录。填好的内容还在。' },
  'sign-in-stale': {
    status: 403,
    title: '这件事要再确认一次是您本人，还没有办。填好的内容还在，确认以后再点一次。',
  },
  forbidden: { status: 403, title: '您没有这里的权限。需要的话请联系镇换届办。' },
  'not-found': { status: 404, title: '没有找到这项内容，可能已经撤下。请返回上一页。' },
  conflict: { status: 409, title: '别人刚刚改过这项内容，您的没有保存。请刷新后再改一次。' },
  'too-many-tries': { status: 429, title: '试的次数太多了，请过一小时再试，或给村民选举委员会打电话。' },
  busy: {
    status: 503,
    title: '现在用的人多，没能办完。请过一分钟再试一次：填好的内容还在，已经存上的不会重复。',
  },
  internal: { status: 500, title: '没有办成，内容没有保存。请过一会儿再试，或打电话问人。' },

  // public log
  'not-logged': { status: 404, title: '这份文件还没有存入公开日志，一般要两分钟。请过一会儿再看。' },
  'document-erased': { status: 410, title: '这份文件的内容已经依法删除，只留下曾经公布过的凭据。' },

  // identity
  'wechat-code': { status: 409, title: '微信登录没有成功，请再点一次登录。' },
  'wechat-refused': {
    status: 403,
    title: '微信暂时限制了这个账号，请在微信里处理，或到村里用纸质方式办理。',
  },
  'wechat-silent': { status: 503, title: '微信没有回应，还没有登录。请过一分钟再点一次登录。' },
  'invitation-unknown': { status: 404, title: '邀请码不对、用过了或过期了。请向邀请您的人要一个新的。' },
  'invitation-used': {
    status: 409,
    title: '这个邀请码已经有人用了，收不回来。要停那个人的职务，请在人员里办。',
  },
  'invitation-own': {
    status: 403,
    title: '这个邀请码是您自己发出的，自己不能用，没有办成。请把它交给要邀请的人。',
  },
  'office-staffed': {
    status: 409,
    title: '这个纪检监察办公室已经有人了，没有办成。请让那里的办案人员发邀请码。',
  },
  'grant-last': {
    status: 409,
    title: '这里只剩这一位有这个职务，没有停。请先邀请接替的人，等对方接受以后再停。',
  },
  'role-unfit': { status: 422, title: '这一级没有这个职务，没有发出邀请。请换一个地方或职务。' },
  'phone-code-unknown': {
    status: 404,
    title: '这 8 位数字不对、用过了或过了五分钟，没有绑定。请在第一部手机上再要一次。',
  },
  'phone-taken': {
    status: 409,
    title: '这部手机的微信已经有自己的登记或职务，没有绑定。请换一部，或请村民选举委员会帮忙。',
  },
  'phone-last': { status: 409, title: '这是您唯一的手机，没有解绑。请先加上另一部手机。' },
  'passkey-refused': {
    status: 403,
    title: '这把通行密钥没有对上，没有登录。请再试一次；已经删掉的不能再用，可以用手机扫码登录。',
  },
  'passkey-unfit': {
    status: 422,
    title: '这台电脑给出的通行密钥核对不上，没有存。请回到这一页再试一次。',
  },
  'passkeys-full': { status: 409, title: '您已经有 10 把通行密钥，没有再加。请先删掉不用的。' },
  'desk-gone': { status: 410, title: '电脑上的二维码过期了。请在电脑上换一个新的，再扫一次。' },

  // areas, timetable, candidates
  'areas-unfit': { status: 422, title: '有的行不对，没有导入。请按提示改好，再导入一次。' },
  'election-past': { status: 422, title: '选举日已经过了，没有保存。请另选一天。' },
  'election-too-soon': {
    status: 422,
    title: '选民名单要在选举日的二十日前公布，来不及，没有保存。请把选举日往后推，或填上名单已经公布的日子。',
  },
  'timetable-unlawful': {
    status: 422,
    title: '有的步骤日期不合规定，没有保存。请按提示改日期。',
  },
  'stage-needs-records': {
    status: 409,
    title: '这一阶段还有步骤没有存入办完的凭据，没有进入下一步。请先存入公告或纸质材料。',
  },
  'election-running': { status: 409, title: '这个村这一届选举还没有办完，不能开始另一届。请先办完移交。' },
  'election-over': { status: 409, title: '这一届选举已经办完，不能再改。下一届请填新的届数。' },
  'election-unplanned': { status: 409, title: '这个村还没有定选举日。请先到时间表里定下选举日。' },
  'stage-out-of-order': { status: 409, title: '步骤要一步一步来，没有保存。请刷新后看看现在到了哪一步。' },
  'candidates-untimely': {
    status: 409,
    title: '现在这一步不能公布这份名单，没有保存。请先在时间表里进入相应的步骤。',
  },
  'candidates-too-few': {
    status: 422,
    title: '候选人的名额要多于应选名额，没有公布。请补上候选人，或核对应选名额。',
  },
  'candidates-seats': {
    status: 422,
    title: '应选名额加起来不合法，没有公布。村民委员会三至七人，居民委员会五至九人，请核对。',
  },
  'candidates-twice': { status: 422, title: '同一个职务里有人写了两次，没有公布。请删去一个。' },

  // roll
  'roll-no-match': {
    status: 404,
    title: '名单上没有找到。请核对姓名和身份证号最后六位，或给村民选举委员会打电话。',
  },
  'roll-tied': {
    status: 409,
    title: '这一名选民已经绑定了别的微信。请带身份证找村民选举委员会解除，再来绑定。',
  },
  'slip-unknown': {
    status: 404,
    title:
      '这张纸条没有对上：数字不对，用过了，过期了，或者已经换了新的。请核对村名和数字，或请村民选举委员会另做一张。',
  },
  'slip-unlisted': {
    status: 409,
    title: '现在的选民名单上没有纸条上的这个人，没有绑定。请给村民选举委员会打电话核对。',
  },
  'tie-unknown': {
    status: 404,
    title: '那个村没有这个人的手机登记，没有迁。请核对原来在哪个村；本人没有对过名单的，在手机上对一对就行。',
  },
  'person-tied': {
    status: 409,
    title:
      '您的微信已经绑定了名单上的另一条登记，这一次没有绑定。原来的还在。要改，请带身份证找村民选举委员会。',
  },
  'roll-frozen': { status: 409, title: '这一版名单已经公布，不能再改。请导入新的一版。' },
  'roll-elsewhere': { status: 409, title: '有人已经登记在别的村，这一批没有保存。请按提示核对后再导入。' },
  'roll-taken': {
    status: 409,
    title: '有人刚刚被写进别的村的名单，这一版没有启用。请再导入一次，会告诉您是哪几个人。',
  },
  'roll-incomplete': { status: 409, title: '名单没有传完，还没有启用。请再导入一次，已传的不会重复。' },
  'roll-replaced': {
    status: 409,
    title: '名单后来补正过，您打开的是旧的一版。请重新打开这一页，看新的一版。',
  },
  'roll-consent': {
    status: 409,
    title:
      '有人要经会议同意才能登记，没有签了名、通过了的会议记录，名单没有公布。请先记下会议并签名，或者先划去这些人。',
  },
  'roll-late': {
    status: 409,
    title: '公布选民名单的最后一天已经过了，没有公布。请先把选举日往后推，再来公布。',
  },
  'roll-over': { status: 409, title: '选举日已经过了，选民名单不能再改，没有公布。' },
  'roll-groups': {
    status: 422,
    title: '名单里的组太多，没有公布。同一个组要写成一样，请改好原表，再导入一次。',
  },
  'roll-unpublished': { status: 404, title: '选民名单还没有公布。公布以后就能在这里查。' },
  'roll-villagers-only': {
    status: 403,
    title: '选民名单只给本村名单上的人看。请先和名单对一对，或看村里张贴的名单。',
  },

  // who takes part, and certificates
  'registration-closed': {
    status: 409,
    title: '选民名单已经公布，答复没有改。名单不对的，请提异议，或给村民选举委员会打电话。',
  },
  'registration-full': {
    status: 409,
    title: '这个人的记录已经很多，这一条没有记下。原来的还在，请记在纸上。',
  },
  'certificate-on-roll': {
    status: 409,
    title: '这个人在本村现在的名单上，没有开证明。请先从名单的表里删去，再导入一次，然后来开。',
  },
  'certificate-given': {
    status: 409,
    title: '这一届已经给这个人开过证明，没有再开。请在下面的列表里找到，重新打印。',
  },

  // proxies to vote
  'proxy-late': {
    status: 409,
    title: '委托的最后一天已经过了，没有办成。有特殊情况，请给村民选举委员会打电话。',
  },
  'proxy-none': {
    status: 409,
    title:
      '这次由居民代表选举，法律规定不实行委托投票（居组法第19条），没有办成。来不了的，请给居民选举委员会打电话。',
  },
  'proxy-self': { status: 422, title: '不能委托自己，没有办成。请填另一位在名单上的人。' },
  'proxy-given': {
    status: 409,
    title: '这个人已经委托过别人，没有办成。要换人，请先撤回原来的委托。',
  },
  'proxy-chain': {
    status: 409,
    title: '受了别人委托的不能再委托，委托了别人的也不能受委托，没有办成。请另找一位。',
  },
  'proxy-full': {
    status: 409,
    title: '这个人受的委托已经满了，没有办成。请另找一位。',
  },
  'proxy-candidate': {
    status: 409,
    title: '受委托的人在候选人名单上，候选人不得接受委托，没有办成。请另找一位。',
  },
  'proxy-notice': {
    status: 409,
    title:
      '这份公告里没有照委托名单的写法写到这一份，或者公告没有公布、已经撤下，没有记下。请用这里给出的正文发公告，发出以后再来记。',
  },
  'proxy-elsewhere': { status: 409, title: '这一份委托现在不在这一步，没有办成。请刷新后看看到了哪一步。' },
  'proxy-paper': { status: 422, title: '委托书的照片读不出来，没有收下。请对着纸再拍一张。' },

  // objections to the roll
  'objection-early': { status: 409, title: '选民名单还没有公布，没有收下。名单公布以后再来提。' },
  'objection-late': {
    status: 409,
    title: '提异议的最后一天已经过了，没有收下。请给村民选举委员会打电话，问问还能怎么办。',
  },
  'objection-decided': { status: 409, title: '这一条异议已经有决定，没有再改。请刷新后看决定。' },
  'objections-full': {
    status: 409,
    title: '您已经提了不少异议，这一条没有收下。还有的，请到村民选举委员会当面提。',
  },

  // minutes of meetings
  'minutes-signed': {
    status: 409,
    title: '这份会议记录已经签名，没有再改。写错了的请用“更正”，原来的会留着。',
  },
  'minutes-unsigned': { status: 409, title: '这份会议记录还没有签名，没有更正。请直接改，改好再签名。' },

  // election committee
  'committee-minutes': {
    status: 409,
    title:
      '这份会议记录推选不出选举委员会，没有保存。要签了名、到会人数够、推选有结果的；各组分别推选的，每组一份。',
  },
  'committee-too-few': { status: 422, title: '选举委员会至少三人，没有保存。请多选几位，单数为宜。' },
  'committee-chosen': {
    status: 409,
    title: '这次推选的结果已经存过，先后次序没有再改。另行推选的，请先存下新的会议记录。',
  },

  // notice
  'notice-elsewhere': {
    status: 409,
    title: '这份公告现在不在这一步，没有办成。请刷新后看看到了哪一步。',
  },
  'notice-time': { status: 422, title: '公布时间不对，没有定下来。请选一个今后一年以内的时间。' },
  'notice-empty': { status: 422, title: '正文里没有能公布的文字，没有保存。请写上正文。' },
  'notice-too-long': { status: 422, title: '正文太长，没有保存。请删短一些，名单可以放到附件里。' },
  'notice-full': {
    status: 409,
    title: '这份公告更正的次数已经满了，没有保存。请撤回它，另发一份新的公告。',
  },
  'attachment-missing': { status: 422, title: '有附件还没有传完，没有公布。请重新传一次附件，文字还在。' },
  'attachment-refused': { status: 422, title: '传到的附件和选的文件不一样，没有收下。请再选一次文件。' },
  'attachment-type': {
    status: 415,
    title: '附件只收 PDF、JPG、PNG 图片和 MP3、M4A 录音，这个文件没有收下。请换一种格式。',
  },
  'upload-expired': { status: 403, title: '传附件的时间过了，没有收下。请再选一次文件。' },

  // recommendation
  'round-elsewhere': { status: 409, title: '这一轮推荐现在不在这一步，没有保存。请刷新后看看到了哪一步。' },
  'round-times': {
    status: 422,
    title: '开始和截止的时间不对，没有保存。请改成：开始在今后，截止在开始之后。',
  },
  'round-trustees': {
    status: 422,
    title: '受托人选得不对，没有保存。村里和镇里都不能单独凑够打开的人数，请重新选。',
  },
  'round-unendorsed': { status: 422, title: '签名核对不上，没有保存。请确认用的是本人在名录里的钥匙。' },
  'round-late': { status: 409, title: '已经过了截止时间，没有保存。请换届办重新安排一轮。' },
  'round-closed': {
    status: 409,
    title: '这一轮推荐没有开着，这一次没有收下。请到页面上看开始和截止的时间。',
  },
  'round-board': { status: 409, title: '还没有截止，现在谁也看不到。请截止以后再来。' },
  'round-keys-missing': { status: 409, title: '受托人的钥匙还没有交够，不能计数。请等其他受托人交出钥匙。' },
  'totals-unfit': { status: 422, title: '合计和已收录的份数对不上，没有保存。请重新计数。' },
  'totals-differ': {
    status: 409,
    title: '您这台电脑数出来的和报送的不一样，没有签名，也没有公布。请换届办重新数一遍再报送。',
  },
  'totals-own': { status: 409, title: '合计是您报送的，没有签名。请另一位受托人在自己的电脑上再数一遍。' },
  'roll-needed': { status: 403, title: '请先和选民名单上的本人绑定，再来推荐。' },
  'roll-dropped': {
    status: 403,
    title: '现在的选民名单上没有您的登记，没有领到凭证。请给村民选举委员会打电话核对。',
  },
  'roll-unlisted': { status: 404, title: '现在的选民名单上没有这个人，没有记录。请重新查一次姓名。' },
  'already-on-paper': {
    status: 409,
    title: '名单上记着您已经在纸上推荐过，手机上不能再推荐。有疑问请给村里打电话。',
  },
  'already-on-phone': {
    status: 409,
    title: '这个人已经在手机上领过推荐凭证，没有记录。请让本人在手机上完成。',
  },
  'tokens-taken': {
    status: 409,
    title: '这个月的村民令牌已经在另一部手机上领过，没有再发。写举报信不受影响，没有令牌也照样收。',
  },
  'tokens-after-slip': {
    status: 409,
    title:
      '您是这个月用纸条对上名单的，村民令牌从下个月 1 日起发，这个月没有发。写举报信不受影响，没有令牌也照样收。',
  },
  'tokens-closed': {
    status: 409,
    title: '现在领不到这个月的村民令牌，没有发。写举报信不受影响，没有令牌也照样收。',
  },
  'token-taken': {
    status: 409,
    title: '您已经在另一部手机上领过这个职务的推荐凭证，请用那部手机。手机丢了请给村里打电话。',
  },
  'record-refused': { status: 422, title: '送来的推荐核对不上，没有收下。请更新小程序，再推荐一次。' },
  'record-version': { status: 409, title: '您已经送过更新的一份，这一份没有收下。请回到推荐页看看。' },
  'round-untrusted': {
    status: 409,
    title: '这一轮推荐的签名不全，手机不会送出。请给村里打电话，或在纸上推荐。',
  },

  // tip-off
  'tip-unknown': {
    status: 404,
    title: '没有找到这封信。请照着纸再核对一遍 12 组数字，输过的数字还在。',
  },
  'tip-refused': { status: 422, title: '这封信没有封好，没有收下。请更新小程序，再送一次，写好的内容还在。' },
  'tip-signer': {
    status: 409,
    title:
      '您办公室的名录核对不上，或者已经换过、过期了，没有送出。请刷新后再做一次，还不行请县里重新公布名录。',
  },
  'tip-signer-gone': {
    status: 409,
    title:
      '县里新公布的名录里已经没有您这台设备，没有送出。请在名录里列着的设备上做；没有的，请办公室重做钥匙、县里公布以后再做。',
  },
  'tip-out-of-order': {
    status: 409,
    title: '刚才又有新的来信或答复，这一条没有送出。请先看完新的，再送一次，写好的内容还在。',
  },
  'tip-unsigned': {
    status: 409,
    title: '送到了，但收信凭据的签名核对不上。写好的内容还在，请再送一次，还不行就打 12388。',
  },
  'tip-unanswered': {
    status: 503,
    title: '没有收到回音：可能没有网，也可能已经送到。写好的内容还在，点下面再送，送的还是这一条，不会重复。',
  },
  'tip-mismatch': {
    status: 409,
    title: '服务器上的和送出的不是同一条。写好的内容还在，请再送一次，还不行就找系统维护人员。',
  },
  'tip-full': { status: 409, title: '这封信来往的次数已经满了，不能再写。请打 12388，或到窗口当面说。' },
  'tip-ended': {
    status: 409,
    title: '这封信已经到此结束，刚写的没有送出。有新情况，请另写一封，重新算期限。',
  },
  'templates-changed': {
    status: 409,
    title: '同事刚改过答复模板，您改的没有存上。新的已经取来，请看一看再改。',
  },
  'tip-files': {
    status: 409,
    title: '照片或文件没有送全，这封信还没有收下。请再送一次，写好的内容还在。',
  },
  'tip-files-full': {
    status: 409,
    title: '这封信的照片和文件太多，放不下了。请去掉一些再送；别的可以带到窗口当面交。',
  },
  'tip-file-gone': {
    status: 404,
    title: '这个文件不在服务器上，打不开。信里的字不受影响，可以请对方再送一次这个文件。',
  },
  'tip-too-long': {
    status: 413,
    title: '字和文件名加起来太长，这封信装不下，还没有送出。请把字删短一些，或者去掉一个文件。',
  },
  'tip-file-altered': {
    status: 422,
    title: '这个文件和封信时的不一样，没有打开。信里的字不受影响，请再点一次，还不行就找系统维护人员。',
  },
  'tip-file-unreadable': {
    status: 422,
    title: '这部手机读不出选的文件，可能已经删掉或者挪走。请去掉它，重新选一次，写好的内容还在。',
  },
  'tip-elsewhere': { status: 409, title: '这封信现在不在这一步，没有办成。请刷新后看看到了哪一步。' },

  'tip-kept': {
    status: 409,
    title: '办完不久，或者还在保管期限里，内容现在不能删，没有提出。到了日子再来。',
  },
  'tip-second-officer': {
    status: 403,
    title: '办结要另一个人确认：提出的人自己不能确认，没有办结。请让另一名办理人员在自己的电脑上确认。',
  },
  'tip-one-officer': {
    status: 409,
    title: '办结要第二个人确认，这里只有一名办理人员，也没有上级办公室，没有提出。请先请一位同事加入。',
  },
  'tip-recused': { status: 403, title: '您已经回避这封信，不能看，也不能办。请同事来办。' },
  'tip-last-officer': {
    status: 409,
    title:
      '您回避了，本办公室就没有人能办这封信了，还没有记下。请用“转办”转给上级，理由选“办理的人都要回避”；没有上级的，先请一位同事登记钥匙。',
  },
  'tip-consent': {
    status: 409,
    title: '转给另一个机关，要来信人先同意，还没有转。请先写信问来信人，等到答复再转。',
  },

  // letters of an office that lost its keys
  'recovery-refused': {
    status: 422,
    title: '请求或签名核对不上，没有收下。请刷新后再试一次；重做过钥匙的，先在“我的钥匙”里登记好。',
  },
  'recovery-asked': {
    status: 409,
    title: '这封信已经有人请保管人救回，没有再请。请刷新后看办到了哪一步，或者先撤回那一次。',
  },
  'recovery-many': {
    status: 409,
    title:
      '本办公室请保管人救回、还没办完的信已有五十封，这一封还没有请。请等办完几封，或者撤回不急的，再来请。',
  },
  'recovery-gone': { status: 404, title: '这次请求已经办完、撤回，或者信转走了。请刷新后再看。' },
  'recovery-no-holders': {
    status: 409,
    title:
      '封这封信时的三位保管人里，现在登记着保管卡的不到两位，还救不了。请他们在“我的钥匙”里登记手上的卡，再来请。',
  },
  'recovery-not-holder': {
    status: 403,
    title: '这封信不是封给您登记的这张保管卡的，没有办成。请看看登记的是不是手上这张。',
  },
  'recovery-agreed': {
    status: 409,
    title: '已经有两位保管人同意，够了，不用再同意。请刷新后看办到了哪一步。',
  },
  'recovery-other-holders': {
    status: 409,
    title: '您和先同意的那一位管的不是同一批信，凑不成一对，没有记下。请办公室撤回，另请两位。',
  },
  'recovery-waiting': {
    status: 409,
    title: '还差一步：要两位保管人都同意、公开日志也记下，才能往下办。请过两分钟再来。',
  },
  'recovery-first': {
    status: 409,
    title: '第一封信没有打开，后面的不知道该封给谁，没有办成。请撤回，改请保管第一封信的两位。',
  },
  'recovery-untrusted': {
    status: 409,
    title: '公开日志、名录或签名核对不上，没有用您的卡打开任何东西。请给县换届办打电话问清楚。',
  },

  // directory
  'keys-unlisted': { status: 422, title: '有人的钥匙还没有登记，没有保存。请让本人先登记，再做一次。' },
  'device-refused': {
    status: 422,
    title: '这台设备的钥匙核对不上，没有登记。请在那台设备上重新打开“我的钥匙”，再做一次。',
  },
  'device-offer-over': {
    status: 409,
    title: '那台设备的核对码已经过期，或者已经换过，还没有加进来。请在那台设备上点“再要一个码”，再做一次。',
  },
  'device-not-first': {
    status: 409,
    title: '这台是后加的。县里公布您的设备以前，请在您最早登记的那台上做办公室钥匙。',
  },
  'maker-refused': {
    status: 422,
    title: '这把办公室钥匙不是用您登记的设备做的，没有收下。请在登记过的那台上打开“我的钥匙”，再做一次。',
  },
  'maker-unlisted': {
    status: 409,
    title: '县里公布的名录里还没有您这台，没有做。请名录里列着的设备做这把钥匙，县里才认得出是谁做的。',
  },
  'device-known': {
    status: 409,
    title: '这把钥匙登记过，或者已经去掉了，不能再加。请在这台设备上重做一把，再加。',
  },
  'device-last': {
    status: 409,
    title: '您只剩这一台设备，没有去掉。要换，请在新设备上做好钥匙，先加进来。',
  },
  'devices-full': {
    status: 409,
    title: '设备满了，没有登记。一个人最多 4 台，一个办公室一共最多 32 台。请先把不用的去掉。',
  },
  'holder-refused': {
    status: 422,
    title: '保管卡和您登记的钥匙对不上，没有登记。请重新打开这一页，打开本人的钥匙，再做一次。',
  },
  'holders-unregistered': {
    status: 422,
    title: '三把恢复钥匙要由三个人各自登记，没有保存。请重新打开这一页，另选三个人。',
  },
  'officers-left-out': {
    status: 403,
    title: '新的名单里少了原来的人，没有保存。请让原来名单里的人来做，或把他们都加上。',
  },
  'directory-refused': { status: 422, title: '名录的签名或内容核对不上，没有公布。请重新整理一次再签。' },
  'directory-untrusted': {
    status: 409,
    title: '办公室名录的签名核对不上，这部手机不会送出任何内容。请打 12388，或到窗口当面说。',
  },
  'directory-ended': {
    status: 409,
    title:
      '全县的办公室名录不在有效的日子里，先什么也不送出。请看看这台的日期对不对；日期对，就是县里还没有签新的，请打电话给县换届办，或打 12388。',
  },
  'log-untrusted': {
    status: 409,
    title: '公开日志和这部手机以前看到的对不上，先不要办这件事。请打电话给村民选举委员会问清楚，或打 12388。',
  },
  'directory-moved': { status: 409, title: '名录刚刚有变动，没有公布。请看过新的内容，再签一次。' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A stable code of an expected failure (RFC 9457 `code` member). */
export type ErrorCode = keyof typeof ERRORS;
