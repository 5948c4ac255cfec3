package regency

// slang is how neutral words are typed on networks; malay is how they are
// said on the islands.
var slang = map[string][]string{
	"yang": {"yg"}, "sudah": {"udh", "udah", "dah", "sdh"}, "tidak": {"gak", "ga", "tdk", "gk", "nggak"},
	"belum": {"blm", "blom"}, "jalan": {"jln"}, "tolong": {"tlg"}, "kalau": {"klo", "kalo"}, "dengan": {"dgn"},
	"karena": {"krn"}, "bagaimana": {"gmn", "gimana"}, "sekali": {"bgt", "banget"}, "dari": {"dr"},
	"sampai": {
		"sampe", "smpe",
	}, "tapi": {"tp"}, "juga": {"jg"}, "saja": {"aja"}, "terus": {"trs"}, "orang": {"org"},
	"rumah": {
		"rmh",
	}, "depan": {"dpn"}, "saya": {"sy", "aku"}, "banyak": {"byk"}, "malam": {"mlm"}, "bulan": {"bln"},
	"tahun": {"thn"}, "kapan": {"kpn"}, "berapa": {"brp"}, "untuk": {"utk", "buat"}, "begini": {"gini"},
	"begitu": {"gitu"}, "padahal": {"pdhl"}, "bisa": {"bs"}, "mengapa": {"knp"}, "hilang": {"ilang"},
	"hujan": {"ujan"}, "masih": {"msh"}, "minta": {"mnta"}, "datang": {"dateng"}, "cepat": {"cepet"},
	"sering": {"srg"}, "kasih": {"ksh"}, "sekarang": {"skrg"},
	"siapa": {"sp"}, "harus": {"hrs"}, "info": {"inpo"}, "besar": {"gede"},
}

var malay = map[string][]string{
	"apa": {"ape"}, "siapa": {"siape"}, "mana": {"mane"}, "bagaimana": {"macam mane", "camane"}, "tidak": {"tak"},
	"sudah": {"dah"}, "air": {"aik"}, "ada": {"ade"}, "saja": {"je"}, "saya": {"saye"}, "juga": {"jugak"},
	"mau":  {"nak"},
	"lama": {"lame"}, "sama": {"same"}, "besar": {"besa"}, "kapan": {"bile"}, "kita": {"kite"},
	"begini": {"macam ni"},
	"begitu": {"macam tu"}, "sekali": {"betul"}, "kerja": {"kerje"}, "harga": {"harge"}, "truk": {"lori"},
	"terus": {"teros"}, "semua": {"semue"}, "belum": {"belom"}, "hujan": {"ujan"}, "mengapa": {"ngape"},
	"kami": {"kami ni"}, "lihat": {"tengok"}, "susah": {"payah"}, "rusak": {"rosak"}, "kecil": {"kecik"},
}
