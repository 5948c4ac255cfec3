package text

// informal lists how people write (formal spelling: what they type), our own
// collection: short forms of messages, speech, Malay of the Riau islands with
// its final -e, and common misspellings.
const informal = `
yang: yg yng iang
dengan: dgn dg dngn ama
karena: krn karna krna gara soalnye
untuk: utk tuk untk bwt
dari: dr dri drpd
pada: pd
dalam: dlm
saya: sy gw gue gua ane aye saye sya ambo awak
aku: ak aq
kami: kmi
kita: kite kt qta
kamu: kmu lu lo elo mike ente
dia: die doi
mereka: mrk mrka
sudah: udh udah dah sdh sdah uda wes
belum: blm blum lom belom blom
tidak: gak ga gk nggak enggak ngga engga tdk tak dak ndak kagak kaga nda tk gx g ndk tiada gag
tidak bisa: gabisa gbisa gkbisa gabs
tidak ada: gada gaada gkada takde takada gaade
tidak tahu: gatau gtau gktau
tidak mau: taknak gamau gmau
tidak usah: gausah takyah
bukan: bkn bukn
jangan: jgn jngn jgan
ingin: pengen pgn pingin kepengen
mau: nak mo mw
banget: bgt bngt bet bangat
sekali: skali
juga: jg jga jugak jugek
saja: aja aj doang doank sahaja je
lagi: lg lgi
masih: msh msih
sedang: sdg
akan: bakal bakalan
terus: trs trus teros
kalau: klo kalo klu kl kalok
tetapi: tp tpi
jadi: jd jdi
seperti: kayak kyk macam mcm cem kek
begitu: gitu gt gtu
begini: gini gni
bagaimana: gmn gimana gmna gmana bgmn camane bagaimane cemane
kenapa: knp knpa napa ngapa kenape knapa
mengapa: mengape
kapan: kpn kpan bile
siapa: siape spa
berapa: brp brapa berape brpa
apa: ape ap apaan
apakah: apkh
mana: mane mna
dimana: dmn dmna dimane
kemana: kmn kmana kemane
ada: ade ad
ya: iye yoi yaa ye
tolong: tlg tlong tolonglah tulung
mohon: mhn mohn
terima kasih: makasih mksh makasi mkasih trims thanks thx tks tq trimakasih terimakasih syukron timakasih tengkiu
terima kasih: makaseh trimks trmksh tengkyu nuhun
tahniah: taniah
maaf: maap mf sori sorry maf
bapak: bpk bpak
ibu: ibuk buk
assalamualaikum: ass asw aslm assalamu asalamualaikum assalamualaikumwrwb assalammualaikum askum
waalaikumsalam: wrwb wr wb
jalan: jln jl jalanan jlan
lampu: lmpu
air: aik aek aer
rumah: rmh umah rumh
sekolah: sekola skolah skul
kampung: kampong kmpg kpg
depan: dpn
belakang: blkg blkang
samping: sblh
dekat: dkt deket
tempat: tmpt tmpat
orang: org oranng urang
anak: ank anaak
masyarakat: masy msyrkt
pemerintah: pemda pmrth pmrintah
kabupaten: kab kabup
kecamatan: kec
kelurahan: kel
desa: ds dese
dusun: dsn
gang: gg
perumahan: perum prumahan
kompleks: komplek komp
tanjung: tg tj tjg
simpang: simpng smpg
nomor: no nmr nomer
tanggal: tgl tggl
jam: jm
hari: hr hri
minggu: mgg mggu mingu
bulan: bln
tahun: thn taun
kemarin: kmrn kmaren kemaren kmarin
sekarang: skrg skrang skrng
besok: bsk
pagi: pgi
siang: siank
malam: mlm malem
ribu: rb rebu
juta: jt
rupiah: rp
kilometer: kilo
sampai: sampe smpe nyampe
banyak: byk bnyk bnyak
sedikit: dikit sikit dkit
semua: smua semue
setiap: stiap
orang tua: ortu
bersama: bersame
sama: same
bagus: bgus bagos
benar: bener bnr betol
cepat: cpt cepet cpet
lambat: lemot lelet
lama: lame lma
besar: gede besa gde bsar
kecil: kecik kcil
lebar: leba
dua: due
tiga: tige
lima: lime
tua: tue
muda: mude
kerja: kerje krja
harga: harge hrga
cara: care
kena: kene
rasa: rase
jaga: jage
baca: bace
budaya: budaye
dinas: dins
bunga: bunge
nama: name nma
truk: lori truck trek
masuk: msk msuk
keluar: kluar
pergi: pegi prgi
pulang: plg
datang: dtg dateng dtng
lewat: lwt liwat
bayar: byr
minta: mnta
kasih: ksh kasi
tanya: tnya nanya nanyak
jawab: jwb
lapor: lpr
laporan: lprn
lihat: liat liatin tengoklah
dengar: denger
ambil: amik
kirim: krm
bilang: blg
tahu: tau
paham: ngerti
bikin: bkin
buat: bt
pakai: pake pke
rusak: rosak rsak rusk
lubang: lobang
berlubang: berlobang bolong
hancur: ancur
mati: mate
padam: pdm
habis: abis abes
hilang: ilang
hujan: ujan hujen
hidup: idup
hitam: itam
hitung: itung
sampah: smpah smph
selokan: slokan
perbaiki: perbaikin perbaikilah benerin betulin dibenerin dibenahi dibaiki dibetulkan
diperbaiki: dipebaiki diprbaiki
urus: ngurus
selesai: slesai kelar
pelayanan: pelayanannya plyanan
petugas: ptgs ptugas
pegawai: pegawe
kantor: kntr ktr
puskesmas: pkm puskes
rumah sakit: rs rsu
ktp: ktpel ektp
akta: akte
kartu identitas anak: kia
listrik: letrik lstrk
motor: mtr
mobil: mbl
nelayan: nlayan
kapal: kpl
pelabuhan: plabuhan
informasi: info inpo infonya
lowongan kerja: loker
telepon: tlp telp telpon tlpn tilpun
nonaktif: nonaktip
aktif: aktip
blangko: blanko blanco
izin: ijin
antre: antri ngantri ngantre antrian
ambulans: ambulan ambulance
cabai: cabe
gratis: geratis
online: onlen onlain
offline: oflen
website: web situs
internet: inet
mantap: mantab mantul mntap
keren: kren
hebat: ebat
gerak cepat: gercep
parah: prah
susah: ssh
sakit: skit
meninggal: meninggoy
bahaya: bhaya
takut: takot
segera: sgera sgr
sering: sring srg
bisa: bs
padahal: pdhl
harus: hrs hrus
tetangga: ttangga ttgga
perempuan: cewek
laki: cowok
masjid: mesjid msjd
musala: mushola musholla mushalla musolla
november: nopember
di: d
ke: k
utang: hutang
`
