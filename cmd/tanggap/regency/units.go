package regency

// Kinds of units.
const (
	Root        = "regency"
	Agency      = "agency"
	SubDistrict = "subdistrict"
)

// Unit is an office that answers. Parent is the slug of the unit above, empty
// for the regency itself.
type Unit struct {
	Slug, Name, Short, Parent, Kind string
	Code                            string // subject matter as citizens call it, for agencies
}

// Units returns the regency, its 30 agencies and its 10 sub-districts, parents
// before children.
func Units() []Unit {
	units := []Unit{{Slug: "pemkab", Name: "Pemerintah " + Name, Short: "Pemkab Selat Bahari", Kind: Root}}
	for _, a := range agencies {
		units = append(units, Unit{a[0], a[2], a[1], "pemkab", Agency, a[3]})
	}
	for _, s := range subDistricts {
		units = append(units, Unit{s.slug, "Kecamatan " + s.name, "Kec. " + s.name, "pemkab", SubDistrict, ""})
	}
	return units
}

// Coordinator is the unit whose coordinators sort what nobody has claimed.
const Coordinator = "diskominfo"

// Inspectorate is the unit that takes confidential reports.
const Inspectorate = "inspektorat"

// agencies follow the usual set of a regency (PP 18/2016): slug, short name,
// full name, matter.
var agencies = [...][4]string{
	{"setda", "Setda", "Sekretariat Daerah", "urusan umum pemerintah daerah"},
	{"setwan", "Setwan", "Sekretariat DPRD", "aspirasi kepada dewan"},
	{"inspektorat", "Inspektorat", "Inspektorat Daerah", "pengawasan"},
	{"diskominfo", "Diskominfo", "Dinas Komunikasi dan Informatika", "internet dan aplikasi"},
	{"disdik", "Disdik", "Dinas Pendidikan", "sekolah"},
	{"dinkes", "Dinkes", "Dinas Kesehatan", "kesehatan"},
	{"rsud", "RSUD", "Rumah Sakit Umum Daerah Selat Bahari", "rumah sakit"},
	{"pupr", "PUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "jalan dan drainase"},
	{"disperkim", "Disperkim", "Dinas Perumahan dan Kawasan Permukiman", "lampu jalan dan perumahan"},
	{"satpolpp", "Satpol PP", "Satuan Polisi Pamong Praja", "ketertiban"},
	{"damkar", "Damkar", "Dinas Pemadam Kebakaran dan Penyelamatan", "kebakaran"},
	{"bpbd", "BPBD", "Badan Penanggulangan Bencana Daerah", "bencana"},
	{"dinsos", "Dinsos", "Dinas Sosial", "bantuan sosial"},
	{"disnaker", "Disnaker", "Dinas Tenaga Kerja", "tenaga kerja"},
	{"dp3kb", "DP3KB", "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan KB", "perempuan dan anak"},
	{"dkpp", "DKPP", "Dinas Ketahanan Pangan dan Pertanian", "pertanian"},
	{"dlh", "DLH", "Dinas Lingkungan Hidup", "sampah dan lingkungan"},
	{"disdukcapil", "Disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "KTP, KK dan akta"},
	{"dpmd", "DPMD", "Dinas Pemberdayaan Masyarakat dan Desa", "desa"},
	{"dishub", "Dishub", "Dinas Perhubungan", "transportasi"},
	{"diskopdag", "Diskopdag", "Dinas Koperasi, Usaha Mikro, Perindustrian dan Perdagangan", "pasar dan UMKM"},
	{"dpmptsp", "DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "perizinan"},
	{"dispora", "Dispora", "Dinas Pemuda dan Olahraga", "olahraga"},
	{"disbudpar", "Disbudpar", "Dinas Kebudayaan dan Pariwisata", "pariwisata"},
	{"disperikanan", "Disperikanan", "Dinas Perikanan", "perikanan"},
	{"disperpusip", "Disperpusip", "Dinas Perpustakaan dan Kearsipan", "perpustakaan"},
	{"bappeda", "Bappeda", "Badan Perencanaan Pembangunan Daerah", "perencanaan"},
	{"bapenda", "Bapenda", "Badan Pendapatan Daerah", "pajak daerah"},
	{"bkpsdm", "BKPSDM", "Badan Kepegawaian dan Pengembangan SDM", "kepegawaian"},
	{"perumda", "Perumda Tirta Bahari", "Perumda Air Minum Tirta Bahari", "air bersih"},
}
