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
        NC!!me!!!F#!4*#!gg;'qb#!k,$!eg;':m;'oS$!0v$!!F#!T:%!7k;'.h%!me!!.=&!qb#!_j&!Jq;'c4'!$V'!!F#!S&(!yG(!hg;'>m;'Ru(\
        !q9)!>1*!(|!!ss)!Fh;'qb#!2g*!k,$!Nj;':J+!>j,!ew+!!F#!0K;'FR,!kr;'u!-!09-!*P-!5:;'!}-!(/;'!F#!kc.!,(/!!F#!PI/!2h\
        ;'2%0!ZF0!8'$!3!1!eN1!!F#!WC1!dg;'#c2!<y2!V23!sH3!Bk3!=j;'Ch;')h;':i;'&l;'k:4!me!!>1*!{B5!w#8!Bs8!a)6!2k7!!F#!(\
        |!!g&7!&=7!R_7![j;'lg;'Ai;'XC1!0E8!V[8!VS;'y+9!4B9!Z$;'JJ:!wW=!gl>!s.@!3!1!a^;!6.<!*]<!!F#!Cg)!4*#!ZO<!&h;'>+=!\
        >M=!kg;'*i;'0z=!T>>!:a>!#V;'kP;'L0?!gF?!.^?!Zu?!J6=!iC@!&Z@!Zq@!>-A!VCA!BR<!FnA!e2B!J@C!K81!PvB!ss)!Rj;'<]C!k,$\
        !mg;'!8D!@YD!!F#!p)E!4*#!qg;'cmE!Bs8!0=F!!F#!(|!!ouF!Bh;'FEG!*%H!me!!>1*!}m#!cXH!<4I!!FK!!F#!p^J!,uJ!F.K!wb#!VG\
        ,!k,$!-n;'4r;'}g;':u)!gAL!FlM!Bs8!4oL!!F#!d>M!,aM!9m;'Go;'i;N!c&;'_jN!cFO!(|!!!N=!D6=!Z|O!NC!!}@P!sk;'cyP!Bs8!0\
        IQ!!F#!(|!!k81!g;R!Gh;'ksR!oEV!8CS!:eU!CE;'(|!!{mT!2c#!o)U!!NU!fg;'Pj;'}m;'qb#!k4V!;p;'tgV!&/W!$&;'y#;'sXW!}aX!\
        _~G!F`Y!>1Z!NUZ!@E;'VG,!VSY!nh;'L81!!N=!Br*!K81!qb#!k,$!2X[!RZ_!](]!!F#!KD<!Li^!>y2!k!_!>9_!Z0R!!*$!.m;']l;''h;\
        '!s_!k:;'Vc`!B8!!*(a!To*!:>a!W`a!}$b!KP;'1Z;'VQb!me!!V'c!qb#!*Tc!em;'.|c!L@d!!F#!qbd!+p;'J2e!q9)!!F#!B$f!k}j!@~\
        f!&Ej!F[j!!F#!S&(!a1i!{Gi!:_i!Zui!_E;'F?M!>53!F?j!{l;'sq;'hk;'Xk;'jq;'!n#!{L=!&7k!wOk!NP;'gzk!me!!gOl!q%m!2g*!k\
        ,$!<m;'V^m!u!n!!F#!<Dn!)i;'sqn!46o!_-p!CE;'qno!5n;'i`p!&wp!!V;'%h;'[n;'gQq!(tq!!F#!/ns!H't!RD<!!>t!ZTt!Vlt!6'u!\
        FKu!$p;'Zh;'4h;'&p;'.j;'oj;'Lj;'R~u!{Bv!.I1!me!!{uv!qb#!*|!!&h)!sB=!:,x!;m;'>Sx!N&H!me!!>1*!BPy!3!1!me!!!F#!FMz\
        !eoz!!F#!il{!:+=!sB=!>r*!kj;'ZR|!sZ}!(#}!!F#!LD}!*l;'}q}!2Mk!VA~!uc~!!F#!q-_!!a!#Nn%#Bs8!k9;'eF##!6%#iC$#2Z$#{q\
        $#FO=!wk;'hi;'eh;'9P;'Bc%#fr;'q=&#*0'#Rk&#Fla!LP;'B-1!B]'#a~'#!F#!Z<1!@Y(#jg;'w))#me!!w[)#qb#!J,*#gp;'Z_*#_M,#(\
        /+#!F#!K81!(|!!FE;'F7,#gn;'uo,#J4-#{CO!ZJ-#ZP;'6&.#w^.#XG.#2i;'8#/#!F#!]D/#6i;'sL0#>^2#:D3#V35#@z0#!F#!K81!Dw1#\
        _02#cR2#Om;'pg;'Oj;'T!3#l83#6S;'Lq3#2!5#|@4#Fc4#9:;'<:;'{$;'cN5#ck:'gv5#(;6#!F#!Cg)!8G,!258#NK8#ob8#:y8#s29#.U<\
        !6j;'.i;'{i;'Nh;'>j;'>/:#6h8!&O;#i[:#!F#!329#PvB!gC1!{d;#3{;#oj:'kJ<#,m<#!F#!(|!!FY(#6j=#Bs8!a9>#!F#!(|!!k,$!k6\
        ?#oU@#8d?#!F#!(|!!_E;'k,$!Hl@#a%A#Z<A#?^A#e!B#';R!qb#!F6=!cqB#Bs8!0AC#!F#!TcC#+h;':>D#Bs8!ekD#!F#!,0E#cj;'c]E#m\
        e!!2i?!>1*!*|F#F5G#_=H#yS3!me!!NzG#!F#!_C1!iSH#sJ-#B$I#aEI#!F#!3sI#4*#!ig;'V)K#*4O#N%T#Bs8!$VK#!F#!DgM#{St!&Y&!\
        k}M#67N#.91!RNN#2gN#B.O#?o;'/j;'Vl;'!i;'Kj;'gr;'@UO#&.Q#ZZQ#{qQ#F+R#cBR#BZR#&OS#KD<!Vo*!_O<!g/#!,H7!!*$!L81!!6S\
        #Ji;'C.K!$wS#sg;'TFT#R8U#ZyV#g`W#ZiX#7|U#V5V#onV#$wS#sb#!kP;':D1!_j7!:TW#|m#!me!!2i?!_QX#2wS#le!!i7Y#_L=!BeY#a)\
        Z#!F#!(|!!NmZ#BF1!og;':S[#{.]#]u[#Zm;'<iN!!F#!s}]#_)_#@M^#!F#!eo^#&i;'DJ_#&&`#kl_#N%;';<`#}#;':.a#R!e#!of#|qa#@\
        %d#!F#!<(c#V>c#NUc#onc#s&J#ri;'bj;'Qi;'pj;'(|!!2id#!N=!{g;'uNe#o@f#g1;'S*f#Or)!.Wf#g7=!m}8!s=g#`j:'Rvg#{:h#R:E!\
        me!!{mh#OA=!qb#!2y#!ZD<!:$j#an;'B8!!{mj#Bs8!$2k#J);'cjk#2,m#FlS#ggl#R81!{P<!*p;'hdm#TJn#!Bo#,id#2Bn#$h;'Ny#!p)E\
        !4*#!q^o#k,$!4i;'B8!!JPp#*gp#>}p#x#;':>D#6dq#@zq#:y&#k;s#Bis#Z]w#VCx#Bs8!0^s#6l;'X|t#_yu#V3v#&xv#!F#!,Lu#&tu#pm\
        ;'mi;'&wS#H`v#*wS#ug;'x/R!*|!!gC1!!-x#NO-!/Mk!cex#{{x#c.1!Vc`!B8!!*yy#42z#./;'*az#RP;'{g{#>U$$>9&$Bs8!eJ}#*[!$_\
        +#$!B#$&p#$cBR#>9$$S23!T.!$s)E!>+=!!c#!_E;'NU!$@m;'(h;'+|!!co*!L6=!S&(!kP;'wC1!rb#!k,$!y;%$Ni%$!.&$c_%$NQ;'gka!\
        .QX#DZ&$Ft&$?-1!6A'$ly'$X`($!F#!qb#!*|!!J6=!q)E!6*#!k;s#B8!!2!*$B8*$'/;'}$b!.|*$L@+$!F#!lmT!4sI#:+=!!c#!kD<!_I_\
        !N/-$mP-$!F#!(|!!R:E!2e.$co2$Bs8!0b/$V[1$:u1$!F#!K81!e.1$:+=!!c#!s23!_U1$*h;'Wm;'wO<!K81!BN(#2g2$fp;'(?3$Nz3$Za\
        3$oQ;'W;;'>G4$]i4$!F#!}U;'JO5$sq5$$BN#466$!F#!XW6$Zl;'2(7$PI7$!F#!(|!!NP;'k;s#B8!!*(a!.q9${V:$>zE$_nI${]K$p)E!a\
        zN#Jqp!V!H!|P<$@b>$RXA$V?B$JmB$&?C$NzC$l4>$q%m!*|!!>+=!k81!gK>${yc#rg;'Sk;'aE;'d>M!cr@$s4>$*,A$Z0R!2Vc#_I2#sRA$\
        +r;'tg;'-r;'qb#!>+=!wO<!qb#!wO<!qb#!2s)!q%m!>r*!p)E!]LE$*|!!{cE$kD<!sB=!!V;'mn;'Bm;'y`F$V*I$NQI$P-H$kCH$./;'!FX\
        #{qH$Z(H#6*#!N81!*u*!w'$!k,H!ghI$k,$!q=J$VKK$7`J$PvJ$qb#!!N=![q&$4NL$kxM$wrO$.fP$(79!s)M$FKM$!oM$k8H$VdI$/=N$T_\
        N$NPO$*}e#g?O$]L=!'WI$w/V#:7P$OMP$.Pj!&{P$B4Q$TJQ$.n#!R<R$Z}S$Bs8!}iR$!F#!#gS$(|!!&h)!k,$!'p;'aAT$yWT$::;'R(U$q\
        IU$!F#!T&(!NP;'o;V$0^V$!F#!T!W$!l;'.OW$d*X$i'Y$6|Y$'|!!Nz#!2!Y$Fi;'(|!!g`Y$Rk;'<4n#k,$!R]Z$q~Z$*]]$t{[$(|!!o4>$\
        _A]$Em;'Xr;'qb#!NM(!Bu=#:/_$VE_$sB`$Bs8!kyd#$s_$!F#!(|!!B{F!yd`$:{`$g?;'FID#c<b$Z}c$Vdd$Bs8!0jb$!F#!xOc$(|!!*uc\
        $Zi;'Fp;'qAd$:Xd$jP;'](e$*Je$Vle$V;;'R:;'!<f$@^f$!F#!e!g$3p;'B8!!{qg$Bs8!B6h$<Lh$-:;'oyh$GP;'@Ii$mr;'wvi$8;j$!F\
        #!3N(#4*#!sek$Z,o${}r$R&u$qbl$Vtn${$1!!F#!VYt!`En$egl#sb#!{mT!Z]n$*$J#fj;'Hh;'!N=!}Xo$Rrr$l<q$X`a!*Sq$Fjq$w#r$R\
        :r$kar$RX;'!V;'4Q;'mP;'.Q;'fQ;'2w&#$Bs$#Je$:4t$VKt$.rt$4:;'3:;'B:;',<u$dRu$:$;'{!v$<Dv$!F#!x+A$e.1$6*#!_Ww$:qz$\
        ,(x$!F#!aQy${hy$:!z$Z8z$*L8#F`z$rk;'zm;'ol;'=i;'Ao;'D*{$*L{$wp{$%W;'-Y;'sH|$.Q}$@v|$!F#!PvB!wO<!8h}$sw&#{B~$Bs8\
        !Hp~$!F#!8S#%{cE$NE;'oj[#.91!:m#%N~T!*r;'ki;'6E$%m}$%21'%!F#!K81!(|!!:+=!V`v#_E;'!c&%V+'%]j;'1h;'ZR'%!h;'.#(%LD\
        (%>1*!}q(%ss)!?m;'cL)%$o)%!F#!lT*%aQy$g|*%gm;'zo;'kF+%,i+%!F#!/f,%eVd!&lS#!*$!wg;':c-%{,0%ob1%e2.%!F#!NI;';]/%T\
        s/%s)E!smT!ckv#Kq;'|h;'4N0%(Sq$&|0%pb#!:K1%0i;'ix1%B22%{H2%2Q;'su2%LP3%_~3%!F#!qr3%Nq;'2s)!cX4%<45%Vtn$!B6%d>M!\
        (|!!2g*!B{F!qb#!Ro6%Vm;'V97%0r7%w'0!!F#!yG(!!X8%Vt:%L(9%!F#!S23!@E;'&R:%6f,%!c#!F'C!vq;'a-;%>'H#:Z;%X|;%!F#!5S;\
        'Jc<%ck=%u2=%!F#!;4n#4*#!o$>%0Mk!FQ>%es>%!F#!(|!!6C3!ce?%$*@%!F#!(|!!Z81!{P<!:2A%XSA%!F#!iC$#kPB%k81!{P<!ci;'B,\
        C%aMC%!F#!(pC%dr;'_?D%me!!>[1$!F#!c<E%$_E%!F#!H#F%Ni;'BrF%_+G%cJH%|4E!ly'$DoG%!F#!p)E!qr3%<aH%TwH%N1I%'/;'@^I%q\
        b#!NP;'>OJ%Bs8!i|J%!F#!XxZ#*3L%FIL%&tM%Bs8!G?n#qvL%!F#!]]M%kD<!!N=!#h;'<8N%TNN%gp#!.|N%L@O%!F#!(|!!_~O%ng;'k;s#\
        {_P%<$Q%!F#!(|!!.n#!F~Q%J@S%me!!R_R%p)E!qb#!k,$!$VS%<mS%6'T%3!1!@^I%Z|O!_#U%}DU%!F#!uN$#o+V%Bs8!<XV%!F#!(|!!FE;\
        '*X'%k;s#B8!!:<X%_AZ%>jX%w[Y%F/Y%K81!oQ;'{qY%'|!!ZP;'kcZ%s*[%*0'#C>[%[T[%MP;'6%]%TF]%!F#!'t]%4*#!5h;'k;s#B8!!R*\
        _%JL_%NO-!$c_%<y_%c&;'sH`%me!!!~G!>1*!B8!!Bs8!Jsa%(/;'JHb%qb#!!V;'g)c%(Kc%!F#!5O;'Nn#!&=d%a9>#.=&!o#e%G[e%me!!!\
        F#!T[;'.7f%LXf%Nzh%#&h%T&(!><h%:kt!{uI#6dh%jj;'(i;'yg;'qb#!!Ji%<n;'&ri%D6j%!F#!ucj%RFP!cn;'gIk%_%l%me!!g?;'X;l%\
        pQl%,,H!kCm%Bqm%Zyn%0fm%wl;'me!!FWn%!F#!>U;'q=o%B]p%7`o%K81!LmZ#:N(#6S;'F`z#k;s#:Nq%w7u%ixr%R-H$2i?!V[1$Zut%!F#\
        !>91!lmT!@Et%Z[t%&nO%wO<!Tj;'|g;'>r*!sNu%kdu%!$;'B4v%me!!Bgv%qb#!kD<!sB=!k,$!>#x%*Xy%iOx%!F#!<}x%cAy%sj;'rj;'Vp\
        y%Ra3$wIz%Bs8!Dwz%!F#!a-|%{C|%_j[#N)S#.I1!Gm;'`j;'k*}%>I~%8W}%!F#!h'~%4*#!Uh;'H`~%'Sq$Pv&#:F!&Xh!&!F#!4N(#:+=!g\
        /#!op#&GK$&ab$&!F#!,D_!pb#!4*#!_S%&J9;',$&&@~I#B8!!&h&&e!&${<'&gdq$!e'&@)(&!F#!GG'%4*#!>x(&]<)&!F#!KD<!<u)&oi;'\
        k;s#NC!!Fr*&3!1!}L+&!F#!@Y(#c(,&$J,&!F#!TV8#*G-&_t-&JL/&Li-&gh;',D.&!F#!]q.&*6/&!r;'vg;'m$>%!(0&Bs8!me!!.f0&qb#\
        !{49#sNi$k;s#B8!!J82&JL_%gY2&'/;'4*3&$O;'dV3&=h;'>'4&]H4&!F#!3N(#(|!!&lS#&h)!k,$!kB6&2V7&Bs8!8p6&!F#!i?7&2wS#:l\
        ;'Hx7&.=8&{a8&0Y;'JW;'k.9&H[e%!F#!Vr9&(/;'VG:&$V;'cz:&.?;&*X'%La;&!F#!mX;'*3L%Vn<%ci<&<D=&!o>&!F#!3N(#XW>&>]C!o\
        91!k,$!~h;'or)!{k?&2cB&Bs8!me!!*L@&7|A&qb#!2,,#Z81!&h)!:8B&J]B&wo;'Nr;'lr;'H'C&_v&#!TC&,]D&>qH$Vtn$>^Q#ZPF&CE;'\
        6nT!wCi$4sI#wG,!BZ&!ZLM!rb#!*|!!>+=!kD<!sB=!2g*!k,$!6EH&TgH&!F#!#F;'uwJ&g>M!B]C!BN(#.E!$R2K&2JK&6C3!nl;'}h;'qj;\
        'kZL&>fP&!6Q&Bs8!$oM&>(N&wQO&skO&>IP&q91$Z;O&>+=!{mT!k81!*@n#|j;'JhC!*|!!>r*!4sI#k,$!T*Q&@~n$4cQ&_YR&X'R&./;'R*\
        V#?Ut$c$S&$FS&6'T&K81!4*#!qb#!J]B&2@U&>=V&!kV&Bs8!]mU&!F#!LmZ#.U<!T_V&m83#(/W&@EW&|<;'wrW&87X&!F#!i;2#*{X&Bs8!T\
        JY&!F#!(|!!R&Z&Gp;'kRZ&/%0!me!!!F#!oO[&0r[&!F#!T6]&{j;'!EU%&U^&2R_&.9`&sZ`&P%_&!F#!uF_&!n;'Ht_&!.`&XO<!><`#Nq`&\
        d*a&z#;'>Wa&me!!V[1$Vtn$Zut%!F#!!0c&Bs8!L]c&J$e&(|!!RYd&69n!_I_!al;'c~#!LP;'gbe&('f&!F#!XSf&ZL1%xk;'J:g&{Xh&ugg\
        &!F#!3N(#(|!!R6m!(ph&iGj&s9r$6Um&glm&2go&6xq&V;3#kH;'|<7!mD!$.Xl&Jol&.E1${(m&:@m&ZuC%xj;'|o;'`r;'hr;'yP;'BN;'d>\
        M!s!o&>9o&g[o&%l;'Tl;'Tk;'?E;'N81!>MN#s>i$cJq&>9y%:qq&lq;'br;'qQ;'VQr&usr&!F#!S&(!e.1$6*t&J}!!.Qt&Yj;'+i;':'u&N\
        C!![Hu&Xm;'6vu&T:v&!F#!(|!!gxv&tk;'kBw&me!!kuw&qb#!*|!!>+=!k,$!Z&y&yGy&!F#!FP;'X#z&#p;'2Pz&me!!2&{&qb#!2g*!:,x!\
        s(|&{q~&@U|&!F#!x+A$u!~&69~&*P~&oAt&BF1!Wq;'.p;'xl;'(+!'.n&#.^!'DE;'k81!6G<!*u*!{k#'<0$'!F#!@E;':,x!F-%'Bs8!qY%\
        '!F#!RI;'O=u&(|!!>n#!By&'N&H!me!!Ze''qb#!>+=!2g*!k,$!V~('s&+'$N)'!F#!l4*'(K*'Nm*'_r;'>k;'bk;'}<+'2:3#BrF%o#,'G[\
        ,'me!!!F#!p)E!wC1!FM-'eo-'!F#!(|!!Bo#!ca.'$&/'!F#!muF!g^/'(#0'Rw0'*>1!4sI#>Dn!qb#!&G1'so;'*o1'H32'!F#!(|!!*X'%F\
        %3'eF3'!F#!(|!!w'4'mm;'V!`&NC!!Z*5'&36'(W5'!F#!OA=!@~I#}H6''?t$Vv6'me!!VK7'qb#!*y7'Dm;'.C8'Le8'_E9'q)9'2n;'qb#!\
        {02#c2:'{X:'-h;'sm;'
        """

    /// What numbers end in.
    static let tails: StaticString = """
        679!.79!*79!(79!'79!
        """
}
