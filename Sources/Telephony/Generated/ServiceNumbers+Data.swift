// Made by `make numbering` from phonenumbers 9.0.43. Not to be edited.

extension ServiceNumbers {
    /// Where the numbers of each country begin, by its letters.
    static let rootsOfCountries: StaticString = """
        !!!!+!!!0!!!6!!!=!!!=!!!G!!!R!!!U!!!Z!!!m!!!p!!!'#!!H#!!!!!!R#!!X#!!`#!!e#!!s#!!&$!!*$!!2$!!F$!!V$!!g$!!=!!!p$!\
        !v$!!{$!!~$!!:%!!A%!!F%!!Q%!!d%!!o%!!s%!!w%!!!&!!*&!!.&!!D&!!J&!!P&!!_&!!g&!!#'!!!!!!3'!!>'!!{$!!s%!!C'!!I'!!X'\
        !!&$!!_'!!e'!!m!!!i'!!s'!!y'!![(!!c(!!i(!!u(!!5)!!@)!!E)!!R!!!X)!!^)!!b)!!!*!!)*!!=!!!O*!!X*!!_*!!h*!!m*!!)+!!-\
        +!!4+!!9+!!<+!!G,!!T,!!m!!!Y,!!_,!!l,!!w,!!x,!!'-!!(-!!;-!!@-!!J-!!R!!!O-!!<+!!}-!!&.!!:.!!B.!!O.!!_.!!e.!!m.!!\
        u.!!R#!!//!!6/!!&$!!e'!!A/!!F/!!S/!!m!!!W/!!`/!!e/!!m!!!k/!!s/!!x/!!|/!!$0!!40!!90!!G0!!c(!!M0!!S0!!4+!!9+!!`0!\
        !!!!!e0!!l0!!w,!!~0!!!!!!m!!!'1!!&$!!/1!!31!!51!!:1!!?1!!B1!!G1!!V1!!]1!!d1!!u1!!-2!!w,!!42!!31!!>2!!I2!!S2!!Y2\
        !!a2!!e2!!j2!!o2!!u2!!w2!!|2!!#3!!/3!!63!!m!!!@3!!H3!!!!!!U3!!X3!!u2!!40!!]3!!c3!!e3!!p3!!$4!!84!!!!!!G4!!e4!!R\
        !!!l4!!y4!!}4!!'5!!+5!!05!!@5!!R!!!!!!!!!!!F5!!:%!!y4!!!!!!<+!!m!!!&$!!Q5!!W5!!R#!!<+!!*6!!46!!86!!>6!!E6!!K6!!\
        R!!!Q6!!f6!!k6!!!!!!s6!!{6!!*7!!+5!!m!!!17!!m!!!m!!!67!!!!!!u2!!:7!!C7!!H7!!N7!!P7!!X7!!_7!!
        """

    /// Where those begin that hold without a country.
    static let rootOfAllCountries: StaticString = """
        <+!!
        """

    /// The edges of all states.
    static let edges: StaticString = """
        NC!!me!!!F#!4*#!cj:'qb#!k,$!aj:'6p:'oS$!0v$!!F#!T:%!3n:'.h%!me!!.=&!qb#!_j&!Ft:'c4'!$V'!!F#!S&(!yG(!dj:':p:'Ru(\
        !q9)!>1*!(|!!ss)!Bk:'qb#!2g*!k,$!Jm:':J+!>j,!ew+!!F#!]{:'FR,!gu:'u!-!09-!*P-!5:;'!}-!(/;'!F#!kc.!,(/!!F#!PI/!.k\
        :'2%0!ZF0!8'$!3!1!eN1!!F#!WC1!`j:'#c2!<y2!V23!sH3!Bk3!9m:'?k:'%k:'6l:'!o:'k:4!me!!>1*!{B5!w#8!Bs8!a)6!2k7!!F#!(\
        |!!g&7!&=7!R_7!Wm:'hj:'=l:'XC1!0E8!V[8!&';'y+9!4B9!.Q;'JJ:!wW=!gl>!s.@!3!1!a^;!6.<!*]<!!F#!Cg)!4*#!ZO<!!k:'>+=!\
        >M=!gj:'&l:'0z=!T>>!:a>!O);':$;'L0?!gF?!.^?!Zu?!J6=!iC@!&Z@!Zq@!>-A!VCA!BR<!FnA!e2B!J@C!K81!PvB!ss)!Nm:'<]C!k,$\
        !ij:'!8D!@YD!!F#!p)E!4*#!mj:'cmE!Bs8!0=F!!F#!(|!!ouF!>k:'FEG!*%H!me!!>1*!}m#!cXH!<4I!!FK!!F#!p^J!,uJ!F.K!wb#!VG\
        ,!k,$!)q:'0u:'yj:':u)!gAL!FlM!Bs8!4oL!!F#!d>M!,aM!5p:'Cr:'i;N!6S;'_jN!cFO!(|!!!N=!D6=!Z|O!NC!!}@P!on:'cyP!Bs8!0\
        IQ!!F#!(|!!k81!g;R!Ck:'ksR!oEV!8CS!:eU!pu:'(|!!{mT!2c#!o)U!!NU!bj:'Lm:'yp:'qb#!k4V!7s:'tgV!&/W!TR;'LP;'sXW!}aX!\
        _~G!F`Y!>1Z!NUZ!mu:'VG,!VSY!jk:'L81!!N=!Br*!K81!qb#!k,$!2X[!RZ_!](]!!F#!KD<!Li^!>y2!k!_!>9_!Z0R!!*$!*p:'Xo:'#k:\
        '!s_!k:;'Vc`!B8!!*(a!To*!:>a!W`a!}$b!x#;'^-;'VQb!me!!V'c!qb#!*Tc!ap:'.|c!L@d!!F#!qbd!'s:'J2e!q9)!!F#!B$f!k}j!@~\
        f!&Ej!F[j!!F#!S&(!a1i!{Gi!:_i!Zui!.v:'F?M!>53!F?j!wo:'ot:'dn:'Tn:'ft:'!n#!{L=!&7k!wOk!{#;'gzk!me!!gOl!q%m!2g*!k\
        ,$!8p:'V^m!u!n!!F#!<Dn!%l:'sqn!46o!_-p!pu:'qno!1q:'i`p!&wp!N);'~j:'Wq:'gQq!(tq!!F#!/ns!H't!RD<!!>t!ZTt!Vlt!6'u!\
        FKu!}r:'Vk:'0k:'!s:'*m:'km:'Hm:'R~u!{Bv!.I1!me!!{uv!qb#!*|!!&h)!sB=!:,x!7p:'>Sx!N&H!me!!>1*!BPy!3!1!me!!!F#!FMz\
        !eoz!!F#!il{!:+=!sB=!>r*!gm:'ZR|!sZ}!(#}!!F#!LD}!&o:'}q}!2Mk!VA~!uc~!!F#!q-_!!a!#Nn%#Bs8!k9;'eF##!6%#iC$#2Z$#{q\
        $#FO=!sn:'dl:'ak:'f#;'Bc%#bu:'q=&#*0'#Rk&#Fla!y#;'B-1!B]'#a~'#!F#!Z<1!@Y(#fj:'w))#me!!w[)#qb#!J,*#cs:'Z_*#_M,#(\
        /+#!F#!K81!(|!!su:'F7,#cq:'uo,#J4-#{CO!ZJ-#*$;'6&.#w^.#XG.#.l:'8#/#!F#!]D/#2l:'sL0#>^2#:D3#V35#@z0#!F#!K81!Dw1#\
        _02#cR2#Kp:'lj:'Km:'T!3#l83#c&;'Lq3#2!5#|@4#Fc4#9:;'<:;'NQ;'cN5#gh;'gv5#(;6#!F#!Cg)!8G,!258#NK8#ob8#:y8#s29#.U<\
        !2m:'*l:'wl:'Jk:':m:'>/:#6h8!&O;#i[:#!F#!329#PvB!gC1!{d;#3{;#sg;'kJ<#,m<#!F#!(|!!FY(#6j=#Bs8!a9>#!F#!(|!!k,$!k6\
        ?#oU@#8d?#!F#!(|!!.v:'k,$!Hl@#a%A#Z<A#?^A#e!B#';R!qb#!F6=!cqB#Bs8!0AC#!F#!TcC#'k:':>D#Bs8!ekD#!F#!,0E#_m:'c]E#m\
        e!!2i?!>1*!*|F#F5G#_=H#yS3!me!!NzG#!F#!_C1!iSH#sJ-#B$I#aEI#!F#!3sI#4*#!ej:'V)K#*4O#N%T#Bs8!$VK#!F#!DgM#{St!&Y&!\
        k}M#67N#.91!RNN#2gN#B.O#;r:'+m:'Ro:'{k:'Gm:'cu:'@UO#&.Q#ZZQ#{qQ#F+R#cBR#BZR#&OS#KD<!Vo*!_O<!g/#!,H7!!*$!L81!!6S\
        #Fl:'C.K!$wS#oj:'TFT#R8U#ZyV#g`W#ZiX#7|U#V5V#onV#$wS#sb#!:$;':D1!_j7!:TW#|m#!me!!2i?!_QX#2wS#le!!i7Y#_L=!BeY#a)\
        Z#!F#!(|!!NmZ#BF1!kj:':S[#{.]#]u[#Vp:'<iN!!F#!s}]#_)_#@M^#!F#!eo^#!l:'DJ_#&&`#kl_#!R;';<`#PP;':.a#R!e#!of#|qa#@\
        %d#!F#!<(c#V>c#NUc#onc#s&J#nl:'^m:'Ml:'lm:'(|!!2id#!N=!wj:'uNe#o@f#g1;'S*f#Or)!.Wf#g7=!m}8!s=g#dg;'Rvg#{:h#R:E!\
        me!!{mh#OA=!qb#!2y#!ZD<!:$j#]q:'B8!!{mj#Bs8!$2k#{U;'cjk#2,m#FlS#ggl#R81!{P<!&s:'hdm#TJn#!Bo#,id#2Bn#}j:'Ny#!p)E\
        !4*#!q^o#k,$!0l:'B8!!JPp#*gp#>}p#KP;':>D#6dq#@zq#:y&#k;s#Bis#Z]w#VCx#Bs8!0^s#2o:'X|t#_yu#V3v#&xv#!F#!,Lu#&tu#lp\
        :'il:'&wS#H`v#*wS#qj:'x/R!*|!!gC1!!-x#NO-!/Mk!cex#{{x#c.1!Vc`!B8!!*yy#42z#./;'*az#!$;'{g{#>U$$>9&$Bs8!eJ}#*[!$_\
        +#$!B#$&p#$cBR#>9$$S23!T.!$s)E!>+=!!c#!.v:'NU!$<p:'$k:'+|!!co*!L6=!S&(!:$;'wC1!rb#!k,$!y;%$Ni%$!.&$c_%${$;'gka!\
        .QX#DZ&$Ft&$?-1!6A'$ly'$X`($!F#!qb#!*|!!J6=!q)E!6*#!k;s#B8!!2!*$B8*$'/;'}$b!.|*$L@+$!F#!lmT!4sI#:+=!!c#!kD<!_I_\
        !N/-$mP-$!F#!(|!!R:E!2e.$co2$Bs8!0b/$V[1$:u1$!F#!K81!e.1$:+=!!c#!s23!_U1$&k:'Sp:'wO<!K81!BN(#2g2$bs:'(?3$Nz3$Za\
        3$>%;'W;;'>G4$]i4$!F#!L);'JO5$sq5$$BN#466$!F#!XW6$Vo:'2(7$PI7$!F#!(|!!{#;'k;s#B8!!*(a!.q9${V:$>zE$_nI${]K$p)E!a\
        zN#Jqp!V!H!|P<$@b>$RXA$V?B$JmB$&?C$NzC$l4>$q%m!*|!!>+=!k81!gK>${yc#nj:'On:'0v:'d>M!cr@$s4>$*,A$Z0R!2Vc#_I2#sRA$\
        'u:'pj:')u:'qb#!>+=!wO<!qb#!wO<!qb#!2s)!q%m!>r*!p)E!]LE$*|!!{cE$kD<!sB=!N);'iq:'>p:'y`F$V*I$NQI$P-H$kCH$./;'!FX\
        #{qH$Z(H#6*#!N81!*u*!w'$!k,H!ghI$k,$!q=J$VKK$7`J$PvJ$qb#!!N=![q&$4NL$kxM$wrO$.fP$(79!s)M$FKM$!oM$k8H$VdI$/=N$T_\
        N$NPO$*}e#g?O$]L=!'WI$w/V#:7P$OMP$.Pj!&{P$B4Q$TJQ$.n#!R<R$Z}S$Bs8!}iR$!F#!#gS$(|!!&h)!k,$!#s:'aAT$yWT$::;'R(U$q\
        IU$!F#!T&(!{#;'o;V$0^V$!F#!T!W${n:'.OW$d*X$i'Y$6|Y$'|!!Nz#!2!Y$Bl:'(|!!g`Y$Nn:'<4n#k,$!R]Z$q~Z$*]]$t{[$(|!!o4>$\
        _A]$Ap:'Tu:'qb#!NM(!Bu=#:/_$VE_$sB`$Bs8!kyd#$s_$!F#!(|!!B{F!yd`$:{`$g?;'FID#c<b$Z}c$Vdd$Bs8!0jb$!F#!xOc$(|!!*uc\
        $Vl:'Bs:'qAd$:Xd$9$;'](e$*Je$Vle$V;;'R:;'!<f$@^f$!F#!e!g$/s:'B8!!{qg$Bs8!B6h$<Lh$-:;'oyh$t#;'@Ii$iu:'wvi$8;j$!F\
        #!3N(#4*#!sek$Z,o${}r$R&u$qbl$Vtn${$1!!F#!VYt!`En$egl#sb#!{mT!Z]n$*$J#bm:'Dk:'!N=!}Xo$Rrr$l<q$X`a!*Sq$Fjq$w#r$R\
        :r$kar$!,;'N);'a$;'<$;'Z$;'5%;'2w&#$Bs$#Je$:4t$VKt$.rt$4:;'3:;'B:;',<u$dRu$kP;'{!v$<Dv$!F#!x+A$e.1$6*#!_Ww$:qz$\
        ,(x$!F#!aQy${hy$:!z$Z8z$*L8#F`z$nn:'vp:'ko:'9l:'=r:'D*{$*L{$wp{$Q*;'Y,;'sH|$.Q}$@v|$!F#!PvB!wO<!8h}$sw&#{B~$Bs8\
        !Hp~$!F#!8S#%{cE${u:'oj[#.91!:m#%N~T!&u:'gl:'6E$%m}$%21'%!F#!K81!(|!!:+=!V`v#.v:'!c&%V+'%Xm:'-k:'ZR'%{j:'.#(%LD\
        (%>1*!}q(%ss)!;p:'cL)%$o)%!F#!lT*%aQy$g|*%cp:'vr:'kF+%,i+%!F#!/f,%eVd!&lS#!*$!sj:':c-%{,0%ob1%e2.%!F#!{y:';]/%T\
        s/%s)E!smT!ckv#Gt:'xk:'4N0%(Sq$&|0%pb#!:K1%,l:'ix1%B22%{H2%_$;'su2%LP3%_~3%!F#!qr3%Jt:'2s)!cX4%<45%Vtn$!B6%d>M!\
        (|!!2g*!B{F!qb#!Ro6%Rp:'V97%0r7%w'0!!F#!yG(!!X8%Vt:%L(9%!F#!S23!mu:'&R:%6f,%!c#!F'C!rt:'a-;%>'H#:Z;%X|;%!F#!b&;\
        'Jc<%ck=%u2=%!F#!;4n#4*#!o$>%0Mk!FQ>%es>%!F#!(|!!6C3!ce?%$*@%!F#!(|!!Z81!{P<!:2A%XSA%!F#!iC$#kPB%k81!{P<!_l:'B,\
        C%aMC%!F#!(pC%`u:'_?D%me!!>[1$!F#!c<E%$_E%!F#!H#F%Jl:'BrF%_+G%cJH%|4E!ly'$DoG%!F#!p)E!qr3%<aH%TwH%N1I%'/;'@^I%q\
        b#!{#;'>OJ%Bs8!i|J%!F#!XxZ#*3L%FIL%&tM%Bs8!G?n#qvL%!F#!]]M%kD<!!N=!|j:'<8N%TNN%gp#!.|N%L@O%!F#!(|!!_~O%jj:'k;s#\
        {_P%<$Q%!F#!(|!!.n#!F~Q%J@S%me!!R_R%p)E!qb#!k,$!$VS%<mS%6'T%3!1!@^I%Z|O!_#U%}DU%!F#!uN$#o+V%Bs8!<XV%!F#!(|!!su:\
        '*X'%k;s#B8!!:<X%_AZ%>jX%w[Y%F/Y%K81!>%;'{qY%'|!!*$;'kcZ%s*[%*0'#C>[%[T[%z#;'6%]%TF]%!F#!'t]%4*#!1k:'k;s#B8!!R*\
        _%JL_%NO-!$c_%<y_%6S;'sH`%me!!!~G!>1*!B8!!Bs8!Jsa%(/;'JHb%qb#!N);'g)c%(Kc%!F#!b!;'Nn#!&=d%a9>#.=&!o#e%G[e%me!!!\
        F#!$/;'.7f%LXf%Nzh%#&h%T&(!><h%:kt!{uI#6dh%fm:'$l:'uj:'qb#!!Ji%8q:'&ri%D6j%!F#!ucj%RFP!_q:'gIk%_%l%me!!g?;'X;l%\
        pQl%,,H!kCm%Bqm%Zyn%0fm%so:'me!!FWn%!F#!k(;'q=o%B]p%7`o%K81!LmZ#:N(#c&;'F`z#k;s#:Nq%w7u%ixr%R-H$2i?!V[1$Zut%!F#\
        !>91!lmT!@Et%Z[t%&nO%wO<!Pm:'xj:'>r*!sNu%kdu%RP;'B4v%me!!Bgv%qb#!kD<!sB=!k,$!>#x%*Xy%iOx%!F#!<}x%cAy%om:'nm:'Vp\
        y%Ra3$wIz%Bs8!Dwz%!F#!a-|%{C|%_j[#N)S#.I1!Cp:'[m:'k*}%>I~%8W}%!F#!h'~%4*#!Qk:'H`~%'Sq$Pv&#:F!&Xh!&!F#!4N(#:+=!g\
        /#!op#&GK$&ab$&!F#!,D_!pb#!4*#!_S%&J9;',$&&@~I#B8!!&h&&e!&${<'&gdq$!e'&@)(&!F#!GG'%4*#!>x(&]<)&!F#!KD<!<u)&kl:'\
        k;s#NC!!Fr*&3!1!}L+&!F#!@Y(#c(,&$J,&!F#!TV8#*G-&_t-&JL/&Li-&ck:',D.&!F#!]q.&*6/&{t:'rj:'m$>%!(0&Bs8!me!!.f0&qb#\
        !{49#sNi$k;s#B8!!J82&JL_%gY2&'/;'4*3&P!;'dV3&9k:'>'4&]H4&!F#!3N(#(|!!&lS#&h)!k,$!kB6&2V7&Bs8!8p6&!F#!i?7&2wS#6o\
        :'Hx7&.=8&{a8&],;'w*;'k.9&H[e%!F#!Vr9&(/;'VG:&P);'cz:&.?;&*X'%La;&!F#!<,;'*3L%Vn<%ci<&<D=&!o>&!F#!3N(#XW>&>]C!o\
        91!k,$!zk:'or)!{k?&2cB&Bs8!me!!*L@&7|A&qb#!2,,#Z81!&h)!:8B&J]B&sr:'Ju:'hu:'H'C&_v&#!TC&,]D&>qH$Vtn$>^Q#ZPF&pu:'\
        6nT!wCi$4sI#wG,!BZ&!ZLM!rb#!*|!!>+=!kD<!sB=!2g*!k,$!6EH&TgH&!F#!Ov:'uwJ&g>M!B]C!BN(#.E!$R2K&2JK&6C3!jo:'yk:'mm:\
        'kZL&>fP&!6Q&Bs8!$oM&>(N&wQO&skO&>IP&q91$Z;O&>+=!{mT!k81!*@n#xm:'JhC!*|!!>r*!4sI#k,$!T*Q&@~n$4cQ&_YR&X'R&./;'R*\
        V#?Ut$c$S&$FS&6'T&K81!4*#!qb#!J]B&2@U&>=V&!kV&Bs8!]mU&!F#!LmZ#.U<!T_V&m83#(/W&@EW&|<;'wrW&87X&!F#!i;2#*{X&Bs8!T\
        JY&!F#!(|!!R&Z&Cs:'kRZ&/%0!me!!!F#!oO[&0r[&!F#!T6]&wm:'!EU%&U^&2R_&.9`&sZ`&P%_&!F#!uF_&{p:'Ht_&!.`&XO<!><`#Nq`&\
        d*a&MP;'>Wa&me!!V[1$Vtn$Zut%!F#!!0c&Bs8!L]c&J$e&(|!!RYd&69n!_I_!]o:'c~#!y#;'gbe&('f&!F#!XSf&ZL1%tn:'J:g&{Xh&ugg\
        &!F#!3N(#(|!!R6m!(ph&iGj&s9r$6Um&glm&2go&6xq&V;3#:y:'|<7!mD!$.Xl&Jol&.E1${(m&:@m&ZuC%tm:'xr:'[u:'du:'H$;'o~:'d>\
        M!s!o&>9o&g[o&~n:'Po:'Pn:'lu:'N81!>MN#s>i$cJq&>9y%:qq&ht:'^u:'@%;'VQr&usr&!F#!S&(!e.1$6*t&J}!!.Qt&Um:''l:':'u&N\
        C!![Hu&Tp:'6vu&T:v&!F#!(|!!gxv&pn:'kBw&me!!kuw&qb#!*|!!>+=!k,$!Z&y&yGy&!F#!s#;'X#z&|r:'2Pz&me!!2&{&qb#!2g*!:,x!\
        s(|&{q~&@U|&!F#!x+A$u!~&69~&*P~&oAt&BF1!St:'*s:'to:'(+!'.n&#.^!'qu:'k81!6G<!*u*!{k#'<0$'!F#!mu:':,x!F-%'Bs8!qY%\
        '!F#!!z:'O=u&(|!!>n#!By&'N&H!me!!Ze''qb#!>+=!2g*!k,$!V~('s&+'$N)'!F#!l4*'(K*'Nm*'Zu:':n:'^n:'}<+'2:3#BrF%o#,'G[\
        ,'me!!!F#!p)E!wC1!FM-'eo-'!F#!(|!!Bo#!ca.'$&/'!F#!muF!g^/'(#0'Rw0'*>1!4sI#>Dn!qb#!&G1'or:'*o1'H32'!F#!(|!!*X'%F\
        %3'eF3'!F#!(|!!w'4'ip:'V!`&NC!!Z*5'&36'(W5'!F#!OA=!@~I#}H6''?t$Vv6'me!!VK7'qb#!*y7'@p:'.C8'Le8'_E9'q)9'.q:'qb#!\
        {02#c2:'{X:')k:'op:'
        """

    /// What numbers end in.
    static let tails: StaticString = """
        Cg)!Dg)!Fg)!Jg)!Rg)!
        """
}
