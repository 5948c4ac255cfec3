package text

// functionWords carry grammar or courtesy, not matter: they stand in almost
// every comment and are not indexed. Words of time and place stay out of this
// list, because people do search for them.
const functionWords = `
yang di ke dari dan atau ini itu untuk dengan pada dalam oleh bagi tentang terhadap antara
saya aku kami kita kamu anda dia ia beliau mereka nya situ sini sana tersebut
adalah ialah yaitu yakni akan sudah telah sedang masih juga saja hanya lagi lah kah pun sih dong deh kok
ya iya nih tuh loh lho kan nah ayo ah oh eh agar supaya karena sebab jika kalau bila apabila maka tetapi
tapi namun sedangkan padahal serta sebagai seperti secara para hingga sambil
pak bapak bu ibu kak kakak bang abang mas mbak om tante tuan puan encik bos gan sis bro
admin min mimin yth halo hai hi hallo assalamualaikum waalaikumsalam wassalam wassalamualaikum salam selamat
terima kasih mohon tolong silakan harap semoga amin maaf permisi izin punten
begitu begini sangat sekali banget terlalu amat paling jadi bisa dapat boleh harus perlu mau ingin hendak
tidak bukan belum jangan tanpa ada apa apakah siapa kapan berapa mana bagaimana mengapa kenapa dimana kemana
darimana punya hal cara sama lalu kemudian setelah sebelum ketika saat waktu bahwa meskipun walaupun
sampai tiap setiap semua seluruh beberapa banyak sedikit lebih kurang lain lainnya sendiri
the a an of and is are for to in on at it this that
`
